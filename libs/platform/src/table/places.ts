import { defineProblems } from '#platform/http';

const problems = defineProblems({
  'table.busy': {
    status: 503,
    zh: '服务器正在读取其他文件，请过一分钟再上传',
    en: 'The server is reading other files: upload it again in a minute',
  },
});

/** Files that people wait for are read so many at a time by one process. */
const MOST = 2;
/** How long one may wait for its turn. */
const PATIENCE_MS = 5_000;

let taken = 0;
const queue: (() => void)[] = [];

/** @returns what to call when the file is read
 * @throws Problem `table.busy` */
export const takePlace = async (): Promise<() => void> => {
  if (taken >= MOST) await turn();
  else taken += 1;
  let left = false;
  return () => {
    if (left) return;
    left = true;
    const next = queue.shift();
    if (next) next();
    else taken -= 1;
  };
};

/** The place is handed on: it stays taken. */
const turn = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const called = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      queue.splice(queue.indexOf(called), 1);
      reject(problems('table.busy'));
    }, PATIENCE_MS);
    queue.push(called);
  });
