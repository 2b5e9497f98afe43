import type { Page } from 'playwright-core';
import { agree, looksRight, open } from './browser.js';

export const announceFair = async (bureau: Page, name: string): Promise<void> => {
  await open(bureau, '/console/fairs/new');
  await bureau.getByLabel('名称').fill(name);
  await bureau.getByLabel('主办地区').selectOption('370702');
  await bureau.getByLabel('展位').fill('20');
  await bureau.getByLabel('预计到场人数').fill('600');
  await bureau.getByLabel('值守人数').fill('4');
  await bureau.getByLabel('地点').fill('潍城区人力资源市场');
  await bureau.getByRole('textbox', { name: /主题$/ }).fill('装备制造企业专场');
  await looksRight(bureau);
  await bureau.getByRole('button', { name: '存为草稿' }).click();
  await bureau.getByRole('button', { name: '公布', exact: true }).click();
  await bureau.locator('.tag', { hasText: '已公布' }).first().waitFor();
};

/** A quick second press sends nothing more and shows no error over the good result. */
export const pressTwice = async (page: Page, button: string, route: string): Promise<void> => {
  const sent: string[] = [];
  page.on('request', (request) => void (request.method() === 'POST' && request.url().endsWith(route) && sent.push(request.url())));
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: button, exact: true }).dblclick();
  await dialog.waitFor({ state: 'hidden' });
  await page.locator('.ant-message-success').first().waitFor();
  expect([sent.length, await page.locator('.ant-message-error').count()]).toEqual([1, 0]);
};

/** A phone on the way: reloaded without a network the roll call is there with its marks, and nobody's numbers stay on the phone. */
export const reloadWithoutNetwork = async (station: Page, trip: string): Promise<void> => {
  await open(station, trip);
  await station.getByText('也可以在这部手机上打开本名单').waitFor();
  await station.locator('.roll li').first().getByRole('radio', { name: '未到' }).click();
  await station.context().setOffline(true);
  await station.reload();
  await station.getByText('没有网络：1 人的标记保存在本机').waitFor();
  expect(await station.locator('.roll li').count()).toBe(40);
  const kept = await station.evaluate(async () => {
    const stores = await Promise.all(
      (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
    );
    return { files: stores.flat(), storage: JSON.stringify(localStorage) };
  });
  expect(kept.files.filter((url) => !/\/assets\/|\/console\/$/.test(url))).toEqual([]);
  expect(kept.storage).not.toMatch(/"(phone|idNumber)\\?":\\?"/);
  await station.context().setOffline(false);
};

/** One answer of a confirmed step is put right, with the reason. */
export const putRight = async (page: Page, was: string, becomes: string, why: string): Promise<void> => {
  const line = page
    .locator('tbody tr')
    .filter({ has: page.locator('.tag', { hasText: was }) })
    .first();
  await line.getByRole('button', { name: `改为：${becomes}` }).click();
  await page.getByLabel('更正原因').fill(why);
  await looksRight(page);
  await agree(page, '更正');
  await page.getByText('已更正').first().waitFor();
};
