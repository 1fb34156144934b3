import { z } from 'zod';
import { cell, columnType } from './dataset.ts';
import { datasetVersionId } from './ids.ts';

const share = z.number().min(0).max(1);
const count = z.int().min(0);

/** What the cells of one column must be. A rule that is left out is not checked; missing cells break only `missing`. */
export const columnRules = z
  .strictObject({
    name: z.string(),
    /** Holds when every filled cell reads as this type: whole numbers are numbers, and everything is text. */
    type: columnType.optional(),
    /** A column that is not required may be absent. */
    required: z.boolean().default(true),
    /** Greatest share of missing cells. */
    missing: share.optional(),
    /** No two rows have the same value. */
    unique: z.boolean().optional(),
    /** Least and greatest number. */
    min: z.number().optional(),
    max: z.number().optional(),
    /** First and last day or time, as YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS. */
    earliest: z.union([z.iso.date(), z.iso.datetime({ local: true })]).optional(),
    latest: z.union([z.iso.date(), z.iso.datetime({ local: true })]).optional(),
    /** The values that may occur. */
    allowed: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
    /** Least and greatest length of a text in characters. */
    minLength: count.optional(),
    maxLength: count.optional(),
    /** Regular expression (RE2) that the whole text must fit. */
    pattern: z.string().min(1).optional(),
  })
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, {
    path: ['min'],
    message: 'must not be greater than max',
  })
  .refine((rules) => (rules.minLength ?? 0) <= (rules.maxLength ?? Number.POSITIVE_INFINITY), {
    path: ['minLength'],
    message: 'must not be greater than maxLength',
  })
  .refine(({ earliest, latest }) => earliest === undefined || latest === undefined || earliest <= latest, {
    path: ['earliest'],
    message: 'must not be later than latest',
  });
export type ColumnRules = z.infer<typeof columnRules>;

/** How rows refer to rows of another dataset. A rule that is left out is not checked; missing cells refer to nothing. */
export const relationRules = z
  .strictObject({
    /** Columns that refer, and the columns of the other dataset that they are equal to, in the same order. */
    columns: z.array(z.string()).min(1).max(10),
    /** Name of the other dataset; the dataset's own name means its own rows. */
    dataset: z.string().min(1),
    to: z.array(z.string()).min(1).max(10),
    /** Least share of the rows that refer to something whose value occurs there; 1: every one does. */
    inclusion: share.optional(),
    /** Many-to-one: no row has several matches. One-to-one: no row over there has several either. */
    cardinality: z.enum(['one-to-one', 'many-to-one']).optional(),
  })
  .refine(({ columns, to }) => columns.length === to.length, {
    path: ['to'],
    message: 'must name as many columns as "columns"',
  })
  .refine(({ inclusion, cardinality }) => inclusion !== undefined || cardinality !== undefined, {
    path: ['inclusion'],
    message: 'give inclusion, cardinality, or both',
  });
export type RelationRules = z.infer<typeof relationRules>;

/** A `*.contract.yaml` file: what a dataset must look like. */
export const dataContract = z
  .strictObject({
    contract: z.literal(1),
    name: z.string().min(1),
    /** How many rows there must be. */
    rows: z.strictObject({ min: count.optional(), max: count.optional() }).optional(),
    /** Whether columns that are not listed may be there. */
    otherColumns: z.enum(['allow', 'forbid']).default('allow'),
    /** Columns whose values together are never repeated. */
    key: z.array(z.string()).min(1).optional(),
    columns: z.array(columnRules).min(1),
    /** How rows refer to other datasets. */
    relations: z.array(relationRules).max(100).optional(),
  })
  .superRefine((contract, context) => {
    const seen = new Set<string>();
    for (const [i, { name }] of contract.columns.entries()) {
      if (seen.has(name)) {
        context.addIssue({
          code: 'custom',
          path: ['columns', i, 'name'],
          message: `"${name}" is listed twice`,
        });
      }
      seen.add(name);
    }
  });
export type DataContract = z.infer<typeof dataContract>;

export const contractRule = z.enum([
  'rows',
  'other columns',
  'key',
  'required',
  'type',
  'missing',
  'unique',
  'range',
  'dates',
  'allowed',
  'length',
  'pattern',
  'inclusion',
  'cardinality',
]);
export type ContractRule = z.infer<typeof contractRule>;

/** What became of one rule. */
export const ruleResult = z.strictObject({
  rule: contractRule,
  /** Null for a rule about the whole table; of a relation the first column that refers. */
  column: z.string().nullable(),
  /** What a rule about a relation is about; left out for other rules. */
  relation: z
    .strictObject({ columns: z.array(z.string()), dataset: z.string(), to: z.array(z.string()) })
    .optional(),
  /** `not checked` where what the rule refers to is not there. */
  status: z.enum(['pass', 'fail', 'not checked']),
  /** What the contract asks for, in words. */
  expected: z.string(),
  /** What was found, in words. */
  found: z.string(),
  /** Rows that break the rule; 0 where it is not about rows. */
  count: z.int(),
  /** The first of these rows, at most 20, with the cell that breaks the rule; 1 is the first data row. */
  evidence: z.array(z.strictObject({ row: z.int(), value: cell })),
});
export type RuleResult = z.infer<typeof ruleResult>;

/** A version held against a contract. Rules that fail stand first, then those that could not be checked. */
export const contractCheck = z.strictObject({
  version: datasetVersionId,
  contract: z.string(),
  /** No rule fails; some may not have been checked. */
  holds: z.boolean(),
  /** The verdict in one sentence. */
  headline: z.string(),
  rowCount: z.int(),
  rules: z.array(ruleResult),
});
export type ContractCheck = z.infer<typeof contractCheck>;

/** Some of the rows that break one rule, in row order. */
export const failingRows = z.strictObject({
  rule: contractRule,
  /** The column whose cells are shown: of a key or a relation its first. */
  column: z.string().nullable(),
  rows: z.array(z.strictObject({ row: z.int(), value: cell })),
});
export type FailingRows = z.infer<typeof failingRows>;

/** The contract that a project keeps for a dataset, as the text that a person wrote. */
export const storedContract = z.strictObject({
  dataset: z.string(),
  text: z.string(),
  /** ISO 8601, UTC. */
  savedAt: z.string(),
});
export type StoredContract = z.infer<typeof storedContract>;

/** What is known of a version under its dataset's contract. */
export const contractStanding = z.strictObject({
  version: datasetVersionId,
  holds: z.boolean(),
  failed: z.int(),
  notChecked: z.int(),
  headline: z.string(),
});
export type ContractStanding = z.infer<typeof contractStanding>;
