import type { About, Fair, Post } from '../api/types';

/** A post in the words of schema.org, as search engines list jobs. What is not live says nothing. */
export const jobPosting = (post: Post): object | undefined => {
  if (post.state !== 'published') return undefined;
  const wages = [post.wageFromYuan, post.wageToYuan].filter((yuan) => yuan !== null);
  return {
    '@context': 'https://schema.org',
    '@type': 'JobPosting',
    title: post.title,
    description: [post.occupationName, post.note].filter(Boolean).join('；') || post.title,
    datePosted: post.confirmedAt.slice(0, 10),
    ...(post.startBy && { validThrough: post.startBy }),
    totalJobOpenings: post.shortage,
    hiringOrganization: { '@type': 'Organization', name: post.enterpriseName },
    jobLocation: {
      '@type': 'Place',
      address: {
        '@type': 'PostalAddress',
        addressCountry: 'CN',
        addressLocality: post.nodeName,
        ...(post.workplace && { streetAddress: post.workplace }),
      },
    },
    ...(wages.length > 0 && {
      baseSalary: {
        '@type': 'MonetaryAmount',
        currency: 'CNY',
        value: { '@type': 'QuantitativeValue', minValue: Math.min(...wages), maxValue: Math.max(...wages), unitText: 'MONTH' },
      },
    }),
  };
};

const ATTENDANCE: Record<Fair['mode'], string> = {
  on_site: 'OfflineEventAttendanceMode',
  online: 'OnlineEventAttendanceMode',
  hybrid: 'MixedEventAttendanceMode',
};

/** A fair in the words of schema.org. Its hours are those of China. */
export const fairEvent = (fair: Fair, about: About | undefined): object => ({
  '@context': 'https://schema.org',
  '@type': 'Event',
  name: fair.name,
  ...(fair.theme && { description: fair.theme }),
  startDate: `${fair.day}T${fair.opensAt}:00+08:00`,
  endDate: `${fair.day}T${fair.closesAt}:00+08:00`,
  eventStatus: `https://schema.org/${fair.state === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
  eventAttendanceMode: `https://schema.org/${ATTENDANCE[fair.mode]}`,
  location: [
    ...(fair.mode === 'online' ? [] : [{ '@type': 'Place', name: fair.place, address: fair.place }]),
    ...(fair.streamUrl ? [{ '@type': 'VirtualLocation', url: fair.streamUrl }] : []),
  ],
  ...(about && { organizer: { '@type': 'GovernmentOrganization', name: about.bureau } }),
});
