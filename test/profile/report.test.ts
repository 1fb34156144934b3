import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ColumnStatistics, Issue } from '../../core/contract/profile.ts';
import { maskPersonal } from '../../core/profile/report/mask-personal.ts';
import { profileReport } from '../../core/profile/report/report.ts';
import { sampleData } from '../cli/run-assay.ts';
import { endOf, openEngine } from '../engine/open-engine.ts';
import { versionExample } from '../support/stored-examples.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Loads a file, checks it and makes its report. */
async function reportOf(
  path: string,
  target: string | null = null,
  { showPersonalData = false } = {},
): Promise<string> {
  const engine = openEngine(temporaryFolder());
  try {
    const { client } = engine;
    const { result } = await endOf(engine, (await client.dataset.load({ path })).job);
    if (result?.kind !== 'version') throw new Error('nothing was loaded');
    const request = { version: result.version, target: target === null ? null : { column: target } };
    await endOf(engine, (await client.profile.start(request)).job);
    return await client.profile.report({ ...request, showPersonalData });
  } finally {
    await engine.close();
  }
}

function csvFile(lines: readonly string[]): string {
  const path = join(temporaryFolder(), 'table.csv');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

describe('a report', () => {
  it('is one page that needs nothing else, with issues, evidence and every column', async () => {
    const html = await reportOf(join(sampleData, 'penguins.csv'), 'Species');
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|url\(|@import|javascript:|\son\w+=/i);
    expect([...html.matchAll(/href="([^"]*)"/g)].every(([, target]) => target?.startsWith('#'))).toBe(true);
    expect(html).not.toContain(' style="');
    for (const name of ['Beak Length (mm)', 'Island', 'Sex']) expect(html).toContain(`>${name}<`);
    expect(html).toContain('344');
    expect(html).toMatch(/<table><caption>(The first 5 of|All of them)/);
  });

  it('allows by its policy only the style that it carries', async () => {
    const html = await reportOf(join(sampleData, 'penguins.csv'));
    const style = html.match(/<style>(.*?)<\/style>/s)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(html).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
    expect(style).toContain('prefers-color-scheme:dark');
  });

  it('tells every chart in words', async () => {
    const html = await reportOf(join(sampleData, 'penguins.csv'));
    const figures = html.match(/<figure>.*?<\/figure>/gs) ?? [];
    expect(figures.length).toBeGreaterThan(3);
    for (const figure of figures) {
      expect(figure).toMatch(/role="img" aria-label="[^"]+"/);
      expect(figure).toMatch(/<figcaption>[^<]+<\/figcaption>/);
    }
    for (const svg of html.match(/<svg[^>]*>/g) ?? []) expect(svg).toMatch(/role="img"|aria-hidden="true"/);
  });

  it('shows the tails of numbers, the spread of moments and the shapes of texts', async () => {
    const rows = Array.from(
      { length: 100 },
      (_, i) => `${i},2024-0${1 + (i % 9)}-15,${i < 80 ? 'KA' : 'b'}-${100 + i}`,
    );
    const html = await reportOf(csvFile(['n,day,plate', ...rows]));
    expect(html).toContain('<dt>Percentiles 1 and 5</dt><dd>0.99 · 4.95</dd>');
    expect(html).toContain('<dt>Percentiles 95 and 99</dt><dd>94.05 · 98.01</dd>');
    expect(html).toContain('<dt>Median</dt><dd>2024-05-15</dd>');
    expect(html).toMatch(
      /aria-label="Histogram of day".*<figcaption>100 values in \d+ bins from 2024-01-15 to/,
    );
    expect(html).toContain('<th scope="row">AA-999</th>');
    expect(html).toMatch(/<th scope="row">a-999<\/th>.{0,200}<td class="n">20<\/td><td class="n">20 %<\/td>/);
  });

  describe('of a table with personal data', () => {
    const people = () =>
      csvFile([
        'email,phone,plan',
        ...Array.from(
          { length: 80 },
          (_, i) =>
            `${i % 4 === 0 ? 'ann.lee' : `bob${i}`}@example.org,+4930901${100 + i},${['a', 'b'][i % 2]}`,
        ),
      ]);

    it('masks its values in evidence and figures, and says so', async () => {
      const html = await reportOf(people());
      expect(html).not.toMatch(/ann\.lee|bob\d|901\d\d\d/);
      expect(html).toContain('a**.***@*******.***');
      expect(html).toContain(
        'Personal data was found in &quot;email&quot; and &quot;phone&quot;. Its values are masked on this page',
      );
      expect(html).toContain('<th scope="row">a</th>');
      expect(html).not.toContain('<th scope="row">a+.a+@a+.a+</th>');
    });

    it('leaves out the quantiles and bins of its moments', () => {
      const born = {
        min: '1950-01-02',
        max: '2001-03-04',
        spread: {
          firstQuartile: '1960-05-06',
          median: '1970-07-08',
          thirdQuartile: '1980-09-10',
          histogram: { edges: ['1950-01-02', '2001-03-04'], counts: [9] },
        },
      };
      const statistics: ColumnStatistics = {
        column: { index: 0, name: 'born', sql: 'c0', type: 'date' },
        count: 9,
        missing: 0,
        distinct: 9,
        numeric: null,
        text: null,
        time: born,
        top: [],
      };
      const masked = maskPersonal({ issues: [], columns: [statistics], evidence: [] }, ['born']);
      expect(masked.columns[0]?.time).toEqual({ min: '1***-**-**', max: '2***-**-**', spread: null });
    });

    it('shows them when it is asked to, and says that too', async () => {
      const html = await reportOf(people(), null, { showPersonalData: true });
      expect(html).toContain('ann.lee@example.org');
      expect(html).toContain('Its values are shown in full, as was asked for.');
    });

    it('says nothing of it where none was found', async () => {
      expect(await reportOf(join(sampleData, 'penguins.csv'))).not.toContain('Personal data');
    });
  });

  it('masks what a sentence quotes of such a column, but no name of a column', () => {
    const issue = (detector: string, message: string): Issue => ({
      detector,
      severity: 'warning',
      columns: ['who'],
      count: 1,
      share: 0.1,
      measure: '',
      statistic: null,
      threshold: null,
      rows: [],
      title: message,
      message,
      fixes: [{ kind: 'drop-columns', label: message, columns: ['who'] }],
    });
    const said = issue('text.variants', '"who" spells "Ann Lee" and Bob Ross in 3 ways');
    const { issues } = maskPersonal(
      {
        issues: [issue('pii.name', 'who holds names'), said],
        columns: [
          {
            column: { index: 0, name: 'who', sql: 'c0', type: 'text' },
            count: 9,
            missing: 0,
            distinct: 2,
            numeric: null,
            text: { minLength: 1, maxLength: 8, shapes: [] },
            time: null,
            top: [{ value: 'Bob Ross', count: 5 }],
          },
        ],
        evidence: [],
      },
      ['who'],
    );
    expect(issues[0]?.message).toBe('who holds names');
    for (const text of [issues[1]?.message, issues[1]?.title, issues[1]?.fixes[0]?.label]) {
      expect(text).toBe('"who" spells "A** ***" and B** **** in 3 ways');
    }
  });

  it('is the same text for the same file', async () => {
    const path = join(sampleData, 'penguins.csv');
    expect(await reportOf(path, 'Species')).toBe(await reportOf(path, 'Species'));
  });

  it('shows hostile names and values as the text that they are', async () => {
    const script = '<script>alert(1)</script>';
    const name = '"""><img src=x onerror=alert(2)>"';
    const rows = Array.from({ length: 60 }, (_, i) => `${script},${i % 3},"a""b' &amp; \u202e ${i % 4}"`);
    const html = await reportOf(csvFile([`${name},__proto__,"</style>"`, ...rows]));
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('&quot;&gt;&lt;img src=x onerror=alert(2)&gt;');
    expect(html).not.toMatch(/<script|<img/);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html).not.toContain('\u202e');
    expect(html).toContain('__proto__');
  });

  it.each([
    { columnCount: 500, leastListed: 500 },
    { columnCount: 5000, leastListed: 200 },
  ])('stays below 2 MB with $columnCount columns of hostile texts, and says what it leaves out', (wide) => {
    const hostile = '<&">'.repeat(40);
    const hostileShapes = Array.from({ length: 5 }, () => ({ shape: '<&">'.repeat(10), count: 90 }));
    const columns = Array.from(
      { length: wide.columnCount },
      (_, index): ColumnStatistics => ({
        column: { index, name: `${index} ${hostile}`, sql: `c${index}`, type: index % 2 ? 'text' : 'number' },
        count: 900,
        missing: 100,
        distinct: 40,
        numeric: index % 2 ? null : numbers,
        text: index % 2 ? { minLength: 1, maxLength: 200, shapes: hostileShapes } : null,
        time: null,
        top: Array.from({ length: 20 }, (_, i) => ({ value: `${i} ${hostile}`, count: 45 })),
      }),
    );
    const issues = Array.from(
      { length: 400 },
      (_, i): Issue => ({
        detector: 'text.variants',
        severity: 'warning',
        columns: [columns[i]?.column.name ?? ''],
        count: 100,
        share: 0.1,
        measure: 'share',
        statistic: 0.1,
        threshold: 0.05,
        rows: [1, 2, 3],
        title: `${i} ${hostile}`,
        message: hostile.repeat(20),
        fixes: [{ kind: 'drop-columns', label: hostile, columns: [] }],
      }),
    );
    const html = profileReport({
      version: {
        ...versionExample('a', { columns: columns.map(({ column }) => column), rowCount: 1000 }),
        number: 1,
      },
      profile: {
        version: versionExample('a').id,
        target: null,
        rowCount: 1000,
        columns,
        issues,
        outcomes: [],
        elapsedMs: 1,
      },
      associations: {
        columns: [],
        strengths: [],
        leftOut: [],
        sampledRows: null,
        measures: { numbers: '', categories: '', mixed: '' },
      },
      missingness: {
        rows: 1000,
        columns: columns.map(({ column }) => ({ name: column.name, missing: 100 })),
        patterns: [],
        patternCount: 0,
        leftOut: 0,
      },
      evidence: issues.map(() => ({
        columns: columns.slice(0, 6).map(({ column }) => column.name),
        rows: [1, 2, 3, 4, 5].map((row) => ({ row, cells: Array.from({ length: 6 }, () => hostile) })),
      })),
      engineVersion: '1.0.0',
    });
    expect(Buffer.byteLength(html)).toBeLessThan(2_000_000);
    expect(html).toMatch(/\d+ columns stand with all figures below, those that issues name first\./);
    expect(html).toMatch(/\d+ issues of lower rank are left out\./);
    expect(html.match(/<tr><th scope="row">(<a href="#c\d+">)?\d+ &lt;/g)?.length).toBeGreaterThanOrEqual(
      wide.leastListed,
    );
  });
});

const numbers = {
  min: 0,
  max: 40,
  mean: 20,
  standardDeviation: 5,
  percentile1: 1,
  percentile5: 2,
  firstQuartile: 10,
  median: 20,
  thirdQuartile: 30,
  percentile95: 38,
  percentile99: 39,
  zeros: 3,
  infinite: 0,
  histogram: {
    edges: Array.from({ length: 41 }, (_, i) => i),
    counts: Array.from({ length: 40 }, (_, i) => 1 + ((i * 37) % 90)),
  },
};
