import { groupFaults } from './group-table.js';

it('lines of a list are told apart by telephone; one without a name, with a wrong number or that stands there twice is named', () => {
  const rows = [
    ['李娜', '138 0000 1111'],
    ['王芳', null],
    ['王芳', null],
    [null, '13800002222'],
    ['赵六', '0536-1'],
    ['李娜娜', '13800001111'],
  ].map(([name = null, phone = null], i) => ({ line: i + 2, name, phone }));
  expect(groupFaults(rows)).toEqual([null, null, null, 'no_name', 'bad_phone', 'twice']);
});
