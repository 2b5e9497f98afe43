import { columnsOf, type ListTable } from '#platform/document';
import type { PaperPerson } from './trip-paper.js';

const of = columnsOf<PaperPerson>();

const who = [of.number(['序号', 'No.'], (one) => one.position), of.text(['姓名', 'Name'], (one) => one.name)];
const where = [
  of.text(['企业', 'Enterprise'], (one) => one.enterprise),
  of.number(['车号', 'Coach'], (one) => one.coach),
  of.text(['上车点', 'Gets on at'], (one) => one.pickup),
];
const phone = of.text(['电话', 'Phone'], (one) => one.phone);
const flags = [
  of.flag(['返岗', 'Returning'], (one) => one.returning),
  of.flag(['未成年工', 'Under 18'], (one) => one.minor),
  of.flag(['已参保', 'Insured'], (one) => one.insured),
  of.flag(['已体检', 'Examined'], (one) => one.medical),
];

/** As stations write manifests, so that it can be read in again; and with what subsidies ask after. */
export const manifestSheet: ListTable<PaperPerson> = {
  name: ['花名册', 'manifest'],
  columns: [
    ...who,
    of.text(['身份证号', 'ID number'], (one) => one.idNumber),
    phone,
    ...where,
    of.text(['紧急联系人', 'Emergency contact'], (one) => one.emergencyContact),
    ...flags,
    of.text(['脱贫监测', 'Relief'], (one) => one.relief),
    of.text(['人员类别', 'Kind'], (one) => one.kind),
    of.text(['组织方式', 'Arranged by'], (one, locale) =>
      one.selfArranged ? (locale === 'zh' ? '自行前往' : 'themselves') : locale === 'zh' ? '有组织输出' : 'the station',
    ),
    of.number(['票价（元）', 'Fare (yuan)'], (one) => one.fareYuan),
  ],
};

/** For a label printer. */
export const badgesSheet: ListTable<PaperPerson> = {
  name: ['胸牌', 'badges'],
  columns: [...who, ...where, of.text(['我的行程', 'My trip'], (one) => one.link)],
};

export const noticeSheet: ListTable<PaperPerson> = {
  name: ['到达通知', 'arrivals'],
  columns: [...who, phone, ...where, ...flags],
};
