import type { Cell } from '../contract/dataset.ts';

/** Longer texts are prose, whose shapes tell nothing; in bytes. */
export const longestShaped = 40;
export const mostShapes = 5;

/**
 * SQL for a row with the column `shapes`: the shapes that most cells have, from values and their counts (`value`, `n`)
 * in `counted`. Capitals become A, other letters a, several of these a+, digits 9. With `by`, a column of `counted`, a row
 * for each of its values that has any.
 */
export function frequentShapes(counted: string, by?: string): string {
  const key = by === undefined ? '' : `${by}, `;
  const digits = `translate(value, '012345678', '999999999')`;
  const capitals = `regexp_replace(${digits}, '\\p{Lu}', 'A', 'g')`;
  const shape = `regexp_replace(${capitals}, '[\\p{Ll}\\p{Lt}\\p{Lm}\\p{Lo}]', 'a', 'g')`;
  return `SELECT ${key}list({'shape': shape, 'n': n} ORDER BY n DESC, shape)[1:${mostShapes}] AS shapes FROM
    (SELECT ${key}regexp_replace(${shape}, 'aa+', 'a+', 'g') AS shape, CAST(sum(n) AS BIGINT) AS n
     FROM ${counted} WHERE strlen(value) <= ${longestShaped} GROUP BY ALL) GROUP BY ALL`;
}

/** What `frequentShapes` answers with. */
export function readShapes(shapes: Cell): { shape: string; count: number }[] {
  if (typeof shapes !== 'string') return [];
  const found: { shape: string; n: string | number }[] = JSON.parse(shapes);
  return found.map(({ shape, n }) => ({ shape, count: Number(n) }));
}
