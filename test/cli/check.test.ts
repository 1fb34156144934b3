import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runAssay, sampleData, temporaryFolder } from './run-assay.ts';
import { typeAssay } from './type-assay.ts';

const folder = temporaryFolder();
afterAll(() => folder[Symbol.dispose]());

const penguins = join(sampleData, 'penguins.csv');
const contract = join(folder.path, 'penguins.contract.yaml');
const inFolder = { cwd: folder.path };

test('a learned contract is written, and its own file keeps it: exit 0, nothing kept', async () => {
  const learned = await runAssay(['contract', 'learn', penguins, '--out', contract], inFolder);
  expect(learned, learned.stderr).toMatchObject({ code: 0, stdout: '' });
  const text = readFileSync(contract, 'utf8');
  expect(text).toMatch(/^# Learned from penguins v1/);
  expect(text).toContain('name: Beak Length (mm)');

  const held = await runAssay(['check', penguins, '--contract', contract], inFolder);
  expect(held, held.stderr).toMatchObject({ code: 0 });
  expect(held.stdout).toContain('The contract holds');
  expect(readdirSync(folder.path)).toEqual(['penguins.contract.yaml']);
});

test('a file that breaks it ends with 1 and the rules, counts and rows', async () => {
  const text = readFileSync(penguins, 'utf8')
    .replace('Adelie,Torgersen', 'Emperor,Torgersen')
    .replace(/,(\d{4}),MALE/, ',999999,MALE');
  const file = folder.write('next.csv', text);
  const broken = await runAssay(['check', file, '--contract', contract], inFolder);
  expect(broken.code).toBe(1);
  expect(broken.stdout).toContain('FAIL  Species: allowed');
  expect(broken.stdout).toContain('rows 1 "Emperor"');
  expect(broken.stdout).toContain('FAIL  Body Mass (g): range');
  expect(broken.stdout).toMatch(/The contract is broken: 2 of \d+ rules fail/);

  const json = JSON.parse(
    (await runAssay(['check', file, '--contract', contract, '--json'], inFolder)).stdout,
  );
  expect(Object.keys(json)).toEqual([
    'dataset',
    'contract',
    'holds',
    'ruleCount',
    'failed',
    'notChecked',
    'unreadable',
  ]);
  expect(json).toMatchObject({ holds: false, contract: 'penguins', dataset: { rowCount: 344 } });
  expect(json.failed[0]).toEqual({
    rule: 'allowed',
    column: 'Species',
    expected: 'one of "Adelie", "Chinstrap", "Gentoo"',
    found: '1 row does not',
    count: 1,
    evidence: [{ row: 1, value: 'Emperor' }],
  });
});

describe('rows that cannot be read', () => {
  const rule = () =>
    folder.write('dirty.contract.yaml', 'contract: 1\nname: d\ncolumns:\n  - { name: a, max: 100 }\n');
  const dirty = (value = '7') =>
    folder.write('dirty.csv', `a;b\n${'1;x\n'.repeat(30)}1;2;3\n${value};y\n${'2;z\n'.repeat(30)}`);

  test('break a contract whose rules are all kept, and are told by line', async () => {
    const asked = ['check', dirty(), '--contract', rule()];
    const { code, stdout, stderr } = await runAssay(asked, inFolder);
    expect(code, stderr).toBe(1);
    expect(stdout).toContain('FAIL  every row can be read');
    expect(stdout).toMatch(/line 32 has 3 columns.*: 1;2;3/);
    expect(stdout).toContain('The contract is broken: 1 row cannot be read.');
    const json = JSON.parse((await runAssay([...asked, '--json'], inFolder)).stdout);
    expect(json).toMatchObject({ holds: false, failed: [], unreadable: { count: 1, rows: [{ line: 32 }] } });
  });

  test('of another file with the same content are not laid at the door of this one', async () => {
    const project = ['--project', join(folder.path, 'dirty-project')];
    await runAssay(['profile', dirty(), '--bad-rows', 'set-aside', ...project], inFolder);
    const clean = folder.write('clean.csv', `a;b\n${'1;x\n'.repeat(30)}7;y\n${'2;z\n'.repeat(30)}`);
    const held = await runAssay(['check', clean, '--contract', rule(), ...project], inFolder);
    expect(held, held.stdout).toMatchObject({ code: 0 });
  });

  test('end the load with --bad-rows stop, and a file that cannot be loaded ends with 4', async () => {
    for (const args of [
      [dirty(), '--bad-rows', 'stop'],
      [join(folder.path, 'absent.csv')],
      [folder.write('empty.csv', '')],
      [penguins, '--with', `x=${join(folder.path, 'absent.csv')}`],
    ]) {
      const { code, stderr } = await runAssay(['check', ...args, '--contract', rule()], inFolder);
      expect(code, stderr).toBe(4);
    }
  });

  test('and all others that fail are written with --rows, harmless in a spreadsheet', async () => {
    const file = folder.write(
      'many.csv',
      `a;b\n${Array.from({ length: 60 }, (_, i) => `${i};x`).join('\n')}\n1;2;3\n"=1+1";y\n`,
    );
    const contract = folder.write(
      'many.contract.yaml',
      'contract: 1\nname: m\ncolumns:\n  - { name: a, type: integer, max: 9 }\n',
    );
    const rows = join(folder.path, 'rows', 'failing.csv');
    const { code, stderr } = await runAssay(
      ['check', file, '--contract', contract, '--rows', rows],
      inFolder,
    );
    expect(code, stderr).toBe(1);
    expect(stderr).toContain('Wrote ');
    const lines = readFileSync(rows, 'utf8').trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 1 + 50 + 1);
    expect(lines[0]).toBe('row,rule,column,value,file,line');
    expect(lines[1]).toMatch(/^,unreadable: has 3 columns.*,,1;2;3,,62$/);
    expect(lines).toContain("61,type,a,'=1+1,,");
    expect(lines.at(-1)).toBe('60,range,a,59,,');
  });

  test('reading options say how the file is read, by check and by learn alike', async () => {
    const file = folder.write(
      'marks.csv',
      `a|b\n${Array.from({ length: 9 }, (_, i) => `${i};1|-`).join('\n')}\n`,
    );
    const options = ['--delimiter', '|', '--missing', '-'];
    const contract = join(folder.path, 'marks.contract.yaml');
    const learned = await runAssay(['contract', 'learn', file, ...options, '--out', contract], inFolder);
    expect(learned, learned.stderr).toMatchObject({ code: 0 });
    const held = await runAssay(['check', file, ...options, '--contract', contract], inFolder);
    expect(held, held.stdout).toMatchObject({ code: 0 });
  });
});

test('codes that a contract calls text are read as they are spelt', async () => {
  const codes = folder.write('codes.csv', 'zip,n\n1010.50,1\n2020.10,2\n');
  const rule = folder.write(
    'codes.contract.yaml',
    'contract: 1\nname: codes\ncolumns:\n  - name: zip\n    type: text\n    pattern: "[0-9]{4}[.][0-9]{2}"\n',
  );
  const { code, stdout, stderr } = await runAssay(['check', codes, '--contract', rule], inFolder);
  expect(code, stdout + stderr).toBe(0);
});

test('a contract with a wrong key is refused by line, with the key that was meant', async () => {
  const wrong = folder.write(
    'wrong.contract.yaml',
    'contract: 1\nname: x\ncolumns:\n  - name: a\n    requird: true\n',
  );
  const { code, stderr } = await typeAssay(['check', penguins, '--contract', wrong]);
  expect(code).toBe(2);
  expect(stderr).toContain('line 5: unknown key "columns.0.requird"; did you mean "required"?');
});

test('a contract that is not there or no text of a contract is wrong usage, not a broken contract', async () => {
  const prose = folder.write('prose.contract.yaml', 'this is: [no contract\n');
  for (const contract of [join(folder.path, 'absent.contract.yaml'), folder.path, prose]) {
    const { code, stdout, stderr } = await typeAssay(['check', penguins, '--contract', contract]);
    expect(code, stderr).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toContain('--help');
  }
});

test('what cannot be is refused by line', async () => {
  const wrong = folder.write(
    'range.contract.yaml',
    'contract: 1\nname: x\ncolumns:\n  - name: a\n    max: 1\n    min: 2\n  - name: a\n',
  );
  const { code, stderr } = await typeAssay(['check', penguins, '--contract', wrong]);
  expect(code).toBe(2);
  expect(stderr).toContain('line 6: "columns.0.min": must not be greater than max');
});

describe('a relation to another file', () => {
  const customers = `id,city\n${Array.from({ length: 40 }, (_, i) => `C${i},town ${i % 3}`).join('\n')}\n`;
  const orders = (used: number) =>
    `number,id\n${Array.from({ length: 80 }, (_, i) => `${i + 1},C${i % used}`).join('\n')}\n`;
  const rule = () => join(folder.path, 'orders.contract.yaml');

  test('is learned with --with, kept by its own file, and broken by rows that find nothing', async () => {
    const [first, later, people] = [
      folder.write('orders.csv', orders(30)),
      folder.write('later.csv', orders(41)),
      folder.write('people.csv', customers),
    ];
    const given = ['--contract', rule(), '--with', `customers=${people}`];
    const learned = await runAssay(
      ['contract', 'learn', first, '--with', `customers=${people}`, '--out', rule()],
      inFolder,
    );
    expect(learned, learned.stderr).toMatchObject({ code: 0 });
    expect(readFileSync(rule(), 'utf8')).toContain('dataset: customers');
    const held = await runAssay(['check', first, ...given], inFolder);
    expect(held, held.stderr).toMatchObject({ code: 0 });
    const broken = await runAssay(['check', later, ...given], inFolder);
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain('FAIL  id: inclusion');
    expect(broken.stdout).toContain('rows 41 "C40"');
  });

  test('whose dataset nobody gave is reported as not checked: exit 3, with what to give', async () => {
    const file = join(folder.path, 'orders.csv');
    const alone = await runAssay(['check', file, '--contract', rule()], inFolder);
    expect(alone.code).toBe(3);
    expect(alone.stdout).toContain('SKIP  id: inclusion');
    expect(alone.stdout).toMatch(/holds as far as it was checked: 2 of \d+ rules could not be/);
    expect(alone.stderr).toContain('There is no dataset "customers" in the project');
    expect(alone.stderr).toContain('--with "customers=PATH"');
    const { stdout } = await runAssay(['check', file, '--contract', rule(), '--json'], inFolder);
    expect(JSON.parse(stdout)).toMatchObject({
      holds: true,
      failed: [],
      notChecked: [
        {
          rule: 'inclusion',
          column: 'id',
          relation: { columns: ['id'], dataset: 'customers', to: ['id'] },
        },
        { rule: 'cardinality' },
      ],
    });
  });

  test('is found in the project, which is left as it was', async () => {
    const project = join(folder.path, 'shop-project');
    const people = folder.write('customers.csv', customers);
    await runAssay(['profile', people, '--project', project], inFolder);
    const held = await runAssay(
      ['check', join(folder.path, 'orders.csv'), '--contract', rule(), '--project', project],
      inFolder,
    );
    expect(held, held.stdout + held.stderr).toMatchObject({ code: 0 });
    expect(readdirSync(join(project, 'data')).filter((name) => name.endsWith('.parquet'))).toHaveLength(1);
  });
});

test.each([
  {
    args: ['check', penguins, '--contract', 'x', '--with', 'customers'],
    says: 'is no --with; give NAME=PATH',
  },
  { args: ['check', penguins, '--contract', 'x', '--with', 'a=1', '--with', 'a=2'], says: '"a" twice' },
  { args: ['check', penguins], says: '--contract is missing' },
  { args: ['check'], says: 'FILE is missing' },
  { args: ['check', penguins, '--contract'], says: '--contract' },
  { args: ['contract'], says: 'An action is missing; there is learn' },
  { args: ['contract', 'lern', 'x'], says: '"lern" is no action' },
])('wrong usage exits 2: assay $args', async ({ args, says }) => {
  const { code, stderr } = await typeAssay(args);
  expect(code).toBe(2);
  expect(stderr).toContain(says);
});

test('profile --html writes the report beside the printed result', async () => {
  const page = join(folder.path, 'out', 'report.html');
  const project = join(folder.path, 'p');
  const { code, stdout, stderr } = await runAssay(
    ['profile', penguins, '--html', page, '--project', project],
    inFolder,
  );
  expect(code, stderr).toBe(0);
  expect(stdout).toContain('344 rows, 7 columns');
  expect(stderr).toContain('Wrote ');
  expect(existsSync(page)).toBe(true);
  expect(readFileSync(page, 'utf8')).toContain('<title>penguins: data report</title>');
});
