import { spawnSync } from 'node:child_process';
import { isGone, newWorkerId } from './worker-id.js';

const ofProcess = (pid: number): string => {
  const parts = newWorkerId().split('/');
  parts[2] = String(pid);
  return parts.join('/');
};

describe('the name of a worker', () => {
  it('is another one each time', () => expect(newWorkerId()).not.toBe(newWorkerId()));

  it('tells that this process lives', () => expect(isGone(newWorkerId())).toBe(false));

  it('tells that a process has ended, even when its number was given to another', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    expect(isGone(ofProcess(pid))).toBe(true);
    expect(isGone(ofProcess(1))).toBe(true);
  });

  it('says nothing about workers elsewhere', () => {
    const parts = ofProcess(2 ** 22).split('/');
    expect(isGone(['other', 'another-realm', ...parts.slice(2)].join('/'))).toBe(false);
    expect(isGone('dead')).toBe(false);
  });
});
