import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '#platform/config';
import { Metrics } from '#platform/health';
import { QUEUES } from '#platform/jobs';
import { embeddedApp } from '../support/app.js';

const read = (name: string): string => readFileSync(join(projectRoot, 'docker', 'monitoring', name), 'utf8');
const dashboard = JSON.parse(read('dashboard.json')) as { panels: { title: string; targets: { expr: string }[] }[] };
const alerts = parse(read('alerts.yml')) as {
  groups: { rules: { alert: string; expr: string; annotations: { summary: string; description: string } }[] }[];
};
const rules = alerts.groups.flatMap((group) => group.rules);
const asked = [...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)), ...rules.map(({ expr }) => expr)];

describe('the dashboard and the alert rules', () => {
  const start = embeddedApp();

  it('ask only for figures that the product gives, under its labels', async () => {
    const given = await (await start()).get(Metrics).registry.metrics();
    const names = new Set([...given.matchAll(/^# TYPE (\w+)/gm)].map(([, name = '']) => name));
    const wanted = asked.flatMap((expr) => expr.match(/\b(?:gangqiao|nodejs|process)_\w+/g) ?? []);
    expect(wanted.length).toBeGreaterThan(12);
    expect([...new Set(wanted)].filter((name) => !names.has(name.replace(/_(bucket|count|sum)$/, '')))).toEqual([]);
    for (const queue of QUEUES) expect(given).toContain(`gangqiao_job_late_seconds{queue="${queue}"}`);
    expect(given).toContain('gangqiao_jobs{queue="default",state="failed"}');
  });

  it('say of each alert what is wrong and what to look at', () => {
    expect(rules.length).toBeGreaterThan(4);
    for (const { alert, annotations } of rules) {
      expect([alert, annotations.summary.length > 20, annotations.description.length > 20]).toEqual([alert, true, true]);
    }
  });
});
