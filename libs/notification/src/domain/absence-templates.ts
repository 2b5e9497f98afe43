import { catalogue } from './template.js';

/** People who were missing at a roll call. */
export const absenceTemplates = catalogue({
  'people.missing': {
    group: 'trip',
    zh: {
      subject: '{people} 人未到，请跟进',
      text: '{from} 到 {to} 的行程点名时有 {people} 人未到。请联系本人或家属，并在 {dueAt} 前登记去向。',
    },
    en: {
      subject: '{people|person|people} missing: please ask after them',
      text: [
        'At a roll call of the trip from {from} to {to} {people|person|people} did not answer. Please call them or their families, and ',
        'say by {dueAt} what became of them.',
      ],
    },
    link: '/console/absences?trip={tripId}',
    sms: true,
  },
  'absence.overdue': {
    group: 'trip',
    zh: {
      subject: '{people} 名未到人员仍无去向',
      text: '{from} 到 {to} 的行程有 {people} 名未到人员，规定时间内没有登记去向。请协作站与县市区共同核实。',
    },
    en: {
      subject: 'Nothing known of {people|person|people} who did not come',
      text: [
        '{people|person|people} of the trip from {from} to {to} did not answer at a roll call, and nobody has said in time what became ',
        'of them. Station and county please find out together.',
      ],
    },
    link: '/console/absences?trip={tripId}',
  },
});
