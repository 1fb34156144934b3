import type { Rng } from '../../../core/shared/rng.ts';
import { cardNumber, iban, nationalId } from './check-digits.ts';
import { between, countOf, dateText, drawRows, pick, seconds, weighted } from './draw.ts';
import { everyPrevalence, makeCells, type Planter, rowNumbers, withColumns } from './planted-table.ts';

const first = ['Anna', 'Jakob', 'Maria', 'Luis', 'Sofia', 'Peter', 'Ines', 'Omar', 'Greta', 'Hugo'] as const;
const last = [
  'Keller',
  'Rossi',
  'Novak',
  'Silva',
  'Larsen',
  'Meyer',
  'Costa',
  'Dubois',
  'Weber',
  'Ricci',
] as const;

const digits = (rng: Rng, count: number) => Array.from({ length: count }, () => rng.integer(10)).join('');
const hex = (rng: Rng) => rng.integer(256).toString(16).padStart(2, '0');

/** Formats that one cell can show, in columns that otherwise hold short remarks. */
const formats: readonly { detector: string; name: string; cell: (rng: Rng) => string }[] = [
  {
    detector: 'pii.email',
    name: 'contact',
    cell: (rng) => `${pick(rng, first)}.${pick(rng, last)}${between(rng, 1, 99)}@example.org`.toLowerCase(),
  },
  { detector: 'pii.phone', name: 'phone', cell: (rng) => `+49 30 ${between(rng, 2, 9)}${digits(rng, 7)}` },
  { detector: 'pii.card', name: 'payment_ref', cell: cardNumber },
  { detector: 'pii.iban', name: 'account', cell: iban },
  {
    detector: 'pii.ip',
    name: 'origin',
    cell: (rng) =>
      [between(rng, 11, 223), rng.integer(256), rng.integer(256), between(rng, 1, 254)].join('.'),
  },
  { detector: 'pii.mac', name: 'device', cell: (rng) => Array.from({ length: 6 }, () => hex(rng)).join(':') },
  {
    detector: 'pii.ssn',
    name: 'ssn',
    cell: (rng) => `${between(rng, 100, 665)}-${between(rng, 10, 99)}-${between(rng, 1000, 9999)}`,
  },
  { detector: 'pii.national-id', name: 'national_id', cell: nationalId },
];

/** Kinds of data that only a column as a whole shows. */
const wholes: readonly { detector: string; columns: Readonly<Record<string, (rng: Rng) => string>> }[] = [
  { detector: 'pii.name', columns: { last_name: (rng) => pick(rng, last) } },
  {
    detector: 'pii.birth-date',
    columns: { date_of_birth: (rng) => dateText(seconds('1940-01-01') + 86_400 * rng.integer(23_000)) },
  },
  {
    detector: 'pii.street',
    columns: {
      street: (rng) => `${between(rng, 1, 180)} ${pick(rng, ['Mill', 'Oak', 'Station', 'Harbour'])} Street`,
    },
  },
  {
    detector: 'pii.coordinates',
    columns: {
      latitude: (rng) => (47 + 3 * rng.next()).toFixed(6),
      longitude: (rng) => (7 + 6 * rng.next()).toFixed(6),
    },
  },
];

const formatPlanters = formats.map(
  ({ detector, name, cell }, i): Planter => ({
    detector,
    defect: `cells such as those of ${name} among short remarks, in a column of that name and in one called note; at 100 % the whole column`,
    scope: 'columns',
    at: [...everyPrevalence, 1],
    elsewhere: '',
    plant(table, { rng, prevalence }) {
      const rows = drawRows(rng, table.rowCount, countOf(table.rowCount, prevalence));
      const isPersonal = new Set(rows);
      const remark = weighted(rng, { 'front desk': 4, 'back office': 3, 'on request': 2, 'see file': 1 });
      const columns = [name, `note_${i + 1}`].map((own) => ({
        name: own,
        cells: makeCells(table.rowCount, (row) => (isPersonal.has(row) ? cell(rng) : remark())),
      }));
      return {
        table: withColumns(table, columns),
        expected: columns.map((column) => ({
          detector,
          columns: [column.name],
          rows: rowNumbers(rows),
        })),
      };
    },
  }),
);

const wholePlanters = wholes.map(
  ({ detector, columns }): Planter => ({
    detector,
    defect: `a column of ${Object.keys(columns).join(' and of ')}`,
    scope: 'columns',
    at: [1],
    elsewhere: 'only a column as a whole shows it',
    plant(table, { rng }) {
      const made = Object.entries(columns).map(([name, cell]) => ({
        name,
        cells: makeCells(table.rowCount, () => cell(rng)),
      }));
      return {
        table: withColumns(table, made),
        expected: made.map(({ name }) => ({ detector, columns: [name], rows: [] })),
      };
    },
  }),
);

const protectedPlanters: readonly Planter[] = [
  {
    detector: 'protected.attribute',
    defect: 'a column of sexes, one of religions and one of ages',
    scope: 'columns',
    at: [1],
    elsewhere: 'it is a property of the column',
    plant(table, { rng }) {
      const religion = weighted(rng, { catholic: 4, muslim: 2, hindu: 1, jewish: 1, none: 4 });
      const columns = [
        { name: 'gender', cells: makeCells(table.rowCount, () => (rng.next() < 0.5 ? 'female' : 'male')) },
        { name: 'religion', cells: makeCells(table.rowCount, religion) },
        { name: 'age', cells: makeCells(table.rowCount, () => String(between(rng, 18, 90))) },
      ];
      return {
        table: withColumns(table, columns),
        expected: columns.map(({ name }) => ({ detector: 'protected.attribute', columns: [name], rows: [] })),
      };
    },
  },
  {
    detector: 'protected.proxy',
    defect: 'a measurement that tells the sexes apart with an AUC of 0.92',
    scope: 'columns',
    at: [1],
    elsewhere: 'it is a property of the columns',
    plant(table, { rng }) {
      const sex = makeCells(table.rowCount, () => (rng.next() < 0.5 ? 'F' : 'M'));
      const columns = [
        { name: 'sex', cells: sex },
        {
          name: 'collar',
          cells: sex.map((cell) => ((cell === 'M' ? 41 : 35) + 3 * rng.normal()).toFixed(1)),
        },
      ];
      return {
        table: withColumns(table, columns),
        expected: [{ detector: 'protected.proxy', columns: ['collar'], rows: [] }],
      };
    },
  },
];

export const personalPlanters: readonly Planter[] = [
  ...formatPlanters,
  ...wholePlanters,
  ...protectedPlanters,
];
