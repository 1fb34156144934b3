import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleDatasets, samplePath } from '../../core/load/samples.ts';
import { readAll, typesOf } from '../support/load-text.ts';
import { loadInto, temporaryProject } from '../support/temporary-project.ts';

describe('sample data', () => {
  it('is listed completely', () => {
    const files = readdirSync(dirname(samplePath('penguins.csv'))).filter((name) => name.endsWith('.csv'));
    expect(sampleDatasets.map(({ file }) => file).sort()).toEqual(files.sort());
  });

  it.each(sampleDatasets.map((sample) => [sample.file, sample] as const))(
    '%s is as described',
    async (file, sample) => {
      const loaded = await loadInto(temporaryProject(), samplePath(file));
      expect(loaded.rowCount).toBe(sample.rowCount);
      expect(loaded.columns).toHaveLength(sample.columnCount);
      expect(loaded.columns.map(({ name }) => name)).toContain(sample.target);
    },
  );

  it('birdstrikes keeps the word None, and has dates and whole costs', async () => {
    const project = temporaryProject();
    const loaded = await loadInto(project, samplePath('birdstrikes.csv'));
    const text = 'text';
    expect(typesOf(loaded)).toEqual({
      'Airport Name': text,
      'Aircraft Make Model': text,
      'Effect Amount of damage': text,
      'Flight Date': 'date',
      'Aircraft Airline Operator': text,
      'Origin State': text,
      'Phase of flight': text,
      'Wildlife Size': text,
      'Wildlife Species': text,
      'Time of day': text,
      'Cost Other': 'integer',
      'Cost Repair': 'integer',
      'Cost Total $': 'integer',
      'Speed IAS in knots': 'number',
    });
    const rows = await readAll(project, loaded);
    expect(rows).toHaveLength(10_000);
    expect(rows[0]?.slice(2, 4)).toEqual(['None', '1990-01-08']);
    expect(rows.filter((row) => row[2] === 'None')).toHaveLength(8939);
    expect(rows.filter((row) => row[2] === null)).toHaveLength(0);
    expect(rows.filter((row) => Number(row[12]) > 0)).toHaveLength(209);
  });

  it('that is not there is SAMPLE_UNKNOWN', () => {
    expect(() => samplePath('../package.json')).toThrow(expect.objectContaining({ code: 'SAMPLE_UNKNOWN' }));
  });
});
