import { defineTraces } from '#access';

defineTraces({
  actions: {
    'supplier.created': ['新增供给方', 'Added a supplier'],
    'supplier.edited': ['修改供给方', 'Edited a supplier'],
    'supplier.account_created': ['新增协作站账号', 'Added a supplier’s account'],
    'batch.created': ['提供批次', 'Offered a batch'],
    'batch.edited': ['修改批次', 'Edited a batch'],
    'batch.closed': ['关闭批次', 'Closed a batch'],
  },
  kinds: { supplier: ['供给方', 'Supplier'], batch: ['批次', 'Batch'] },
  fields: {
    level: ['级别', 'Level'],
    licenceNo: ['许可证号', 'Licence number'],
    peoplePerRun: ['每次匹配最多人数', 'Most people after a run'],
    contactName: ['联系人', 'Contact'],
    contactPhone: ['联系电话', 'Contact phone'],
    active: ['启用', 'Active'],
    occupationCode: ['职业', 'Occupation'],
    skillLevel: ['技能等级', 'Skill level'],
    wageFen: ['期望月薪（元）', 'Wage expected (yuan)'],
    freeFrom: ['可出发', 'Free from'],
    smallestGroup: ['最少同行人数', 'Smallest group'],
  },
  values: {
    'retention_rule.supplier.contact': ['停用供给方的联系人', 'Contacts of suppliers that are switched off'],
    'kind.station': ['劳务协作站', 'station'],
    'kind.agency': ['人力资源机构', 'agency'],
    'kind.bureau': ['外市人社部门', 'another bureau'],
    'kind.school': ['院校', 'school'],
    'level.provincial': ['省级', 'provincial'],
    'level.branch': ['分站', 'branch'],
    'level.county': ['县级', 'county'],
  },
});
