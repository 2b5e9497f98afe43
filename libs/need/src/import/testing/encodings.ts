import ExcelJS from 'exceljs';

/** 岗位,企业,人数 in GB18030, and one row: 焊工, of the factory below, 3. */
const GB_HEADER = [0xb8, 0xda, 0xce, 0xbb, 0x2c, 0xc6, 0xf3, 0xd2, 0xb5, 0x2c, 0xc8, 0xcb, 0xca, 0xfd];
const GB_ROW = [0xba, 0xb8, 0xb9, 0xa4, 0x2c, 0xb9, 0xab, 0xcb, 0xbe, 0x2c, 0x33];

/** One list, 岗位, 企业, 人数 with 焊工, 公司, 3, as different programs save it. */
export const oneListInManyEncodings = async (): Promise<(string | Uint8Array)[]> => {
  const xlsx = new ExcelJS.Workbook();
  const sheet = xlsx.addWorksheet('用工');
  sheet.addRow(['岗位', '企业', '人数']);
  sheet.addRow(['焊工', '公司', 3]);
  return [
    '\uFEFF岗位,企业,人数\r\n焊工,公司,3\r\n',
    new Uint8Array([...GB_HEADER, 0x0a, ...GB_ROW, 0x0a]),
    '岗位;企业;人数\n"焊工";公司;3\n',
    '岗位\t企业\t人数\n焊工\t公司\t3\n',
    new Uint8Array(await xlsx.xlsx.writeBuffer()),
  ];
};
