import { isUtf8 } from 'node:buffer';
import type { SourceCell, StagedRows } from '../staged-rows.ts';

declare global {
  interface JSON {
    rawJSON(text: string): object;
    isRawJSON(value: unknown): boolean;
  }
}

/** A JSON text understood, or the reason why it cannot be. Whole numbers beyond 2^53 are raw JSON. */
export type ParsedJson = { readonly value: unknown; readonly text: string } | string;

/** Understands a JSON text in UTF-8. */
export function parseJson(bytes: Buffer): ParsedJson {
  if (!isUtf8(bytes)) return 'has a byte that is not UTF-8';
  const text = bytes.toString();
  try {
    return { value: /[0-9]{16}/.test(text) ? parseExactly(text, keepDigits) : JSON.parse(text), text };
  } catch (error) {
    if (error instanceof RangeError) return tooDeep;
    return 'is not valid JSON';
  }
}

/**
 * The cells of a JSON object by the place of their column, or the reason why it is no row. Objects and arrays in it
 * become JSON text; whole numbers keep all their digits; of a name that stands twice the last value counts.
 */
export function objectCells(value: object, text: string, stage: StagedRows): SourceCell[] | string {
  const entries = Object.entries(value);
  const cells: SourceCell[] = [];
  if (entries.some(([key]) => isIndex(key))) for (const key of keysInOrder(text)) stage.place(key);
  for (const [key, each] of entries) {
    const cell = jsonCell(each);
    if (cell === tooDeep) return tooDeep;
    cells[stage.place(key)] = cell;
  }
  return cells;
}

/** The cells of a JSON array, one per element, or the reason why it is no row. */
export function arrayCells(values: readonly unknown[]): SourceCell[] | string {
  const cells = values.map(jsonCell);
  return cells.includes(tooDeep) ? tooDeep : cells;
}

const tooDeep = 'is nested too deep to be read';

function jsonCell(value: unknown): SourceCell {
  if (value === null || typeof value !== 'object') {
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? value
      : null;
  }
  if (JSON.isRawJSON(value)) return BigInt(JSON.stringify(value));
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return tooDeep;
    throw error;
  }
}

const parseExactly: (
  text: string,
  reviver: (key: string, value: unknown, context?: { source?: string }) => unknown,
) => unknown = JSON.parse;

function keepDigits(_: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const { source = '' } = context ?? {};
  return /^-?[0-9]+$/.test(source) ? JSON.rawJSON(source) : value;
}

/** Whether JavaScript would put this name before all others. */
function isIndex(key: string): boolean {
  return /^(0|[1-9][0-9]{0,9})$/.test(key);
}

/** Names of the outer object of valid JSON text, in the order of the text. */
export function keysInOrder(text: string): string[] {
  const keys: string[] = [];
  let depth = 0;
  let isKey = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '{' || char === '[') {
      depth++;
      isKey = depth === 1;
    } else if (char === '}' || char === ']') depth--;
    else if (char === ',') isKey = depth === 1;
    else if (char === '"') {
      const begin = at;
      for (at++; text[at] !== '"'; at++) if (text[at] === '\\') at++;
      if (isKey) keys.push(String(JSON.parse(text.slice(begin, at + 1))));
      isKey = false;
    }
  }
  return keys;
}
