import { expect, test } from 'vitest';
import { recipeSpec } from '../../core/contract/experiment.ts';
import type { Issue } from '../../core/contract/profile.ts';
import { exportGate } from '../../core/profile/export-gate.ts';

function issue(detector: string, severity: Issue['severity'], columns: string[]): Issue {
  const none = { count: 1, share: 1, measure: '', statistic: null, threshold: null, rows: [], fixes: [] };
  return { detector, severity, columns, title: detector, message: '', ...none };
}

const profile = {
  target: { column: 'y' },
  issues: [
    issue('pii.email', 'error', ['mail']),
    issue('pii.phone', 'warning', ['phone', 'mail']),
    issue('pii.name', 'note', ['city']),
    issue('id.column', 'error', ['key']),
  ],
};
const gate = (recipe: object, includesData = false) =>
  exportGate({ profile, recipe: recipeSpec.parse(recipe), includesData });

test('personal data that is a feature in the clear closes the gate; notes and other checks do not', () => {
  const { isClear, findings } = gate({});
  expect(isClear).toBe(false);
  expect(findings.map(({ column, detector, treatment }) => [column, detector, treatment])).toEqual([
    ['mail', 'pii.email', 'none'],
    ['phone', 'pii.phone', 'none'],
  ]);
});

test('dropping and masking open the gate for what is learnt', () => {
  const steps = [{ kind: 'mask', column: 'phone', mask: { method: 'hash' } }];
  expect(gate({ drop: ['mail'] }).isClear).toBe(false);
  expect(gate({ drop: ['mail'], steps })).toMatchObject({
    isClear: true,
    findings: [{ treatment: 'dropped' }, { treatment: 'masked' }],
  });
  expect(gate({ roles: { mail: 'protected', phone: 'id' } }).isClear).toBe(true);
  expect(gate({ roles: { mail: 'group', phone: 'time' } }).isClear).toBe(true);
});

test('no recipe opens the gate for the rows themselves', () => {
  expect(gate({ drop: ['mail', 'phone'] }, true).isClear).toBe(false);
  expect(
    exportGate({ profile: { ...profile, issues: [] }, recipe: recipeSpec.parse({}), includesData: true }),
  ).toEqual({
    isClear: true,
    findings: [],
  });
});

test('a target with personal data is treated only when it is masked', () => {
  const options = { profile: { ...profile, target: { column: 'mail' } } };
  const recipe = (more: object) => recipeSpec.parse({ drop: ['phone', 'mail'], ...more });
  expect(exportGate({ ...options, recipe: recipe({}) }).isClear).toBe(false);
  const steps = [{ kind: 'mask', column: 'mail', mask: { method: 'hash' } }];
  expect(exportGate({ ...options, recipe: recipe({ steps }) }).isClear).toBe(true);
});
