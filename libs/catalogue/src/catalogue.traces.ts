import { defineTraces } from '#access';

defineTraces({
  actions: { 'seekers.replaced': ['更新求职登记', 'Replaced the register of job seekers'] },
  kinds: { 'seeker-register': ['求职登记', 'Register of job seekers'] },
  fields: { quarter: ['季度', 'Quarter'] },
});
