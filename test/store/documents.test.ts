import { existsSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { experimentSpec } from '../../core/contract/experiment.ts';
import { datasetVersionId } from '../../core/contract/ids.ts';
import type { Profile } from '../../core/contract/profile.ts';
import { addBundle, listBundles } from '../../core/store/bundles.ts';
import { getDraft, saveDraft } from '../../core/store/drafts.ts';
import { listJobs, saveJob } from '../../core/store/jobs.ts';
import { fromJsonText, toJsonText } from '../../core/store/json-text.ts';
import { addLook, countLooks } from '../../core/store/looks.ts';
import { getProfile, saveProfile } from '../../core/store/profiles.ts';
import { getSettings } from '../../core/store/settings.ts';
import {
  findVersion,
  getVersion,
  insertVersion,
  listVersions,
  removeVersion,
  versionPath,
} from '../../core/store/versions.ts';
import { jobExample, runExample, versionExample } from '../support/stored-examples.ts';
import { temporaryProject } from '../support/temporary-project.ts';

describe('dataset versions', () => {
  it('are numbered by name, and numbers are never given twice', () => {
    const project = temporaryProject();
    const numbers = ['a', 'b'].map((digit) => insertVersion(project, versionExample(digit)).version.number);
    removeVersion(project, versionExample('b').id);
    numbers.push(insertVersion(project, versionExample('c')).version.number);
    numbers.push(insertVersion(project, versionExample('d', { name: 'cats' })).version.number);
    expect(numbers).toEqual([1, 2, 3, 1]);
  });

  it('with known content add nothing, under whatever name', () => {
    const project = temporaryProject();
    const first = insertVersion(project, versionExample('a'));
    const again = insertVersion(project, versionExample('a', { name: 'copy of birds' }));
    expect(first.isNew).toBe(true);
    expect(again).toEqual({ version: first.version, isNew: false });
    expect(listVersions(project)).toEqual([first.version]);
  });

  it('are listed newest first', () => {
    const project = temporaryProject();
    for (const [digit, day] of [
      ['a', '02'],
      ['b', '03'],
      ['c', '01'],
    ] as const) {
      insertVersion(project, versionExample(digit, { loadedAt: `2024-05-${day}T00:00:00.000Z` }));
    }
    expect(listVersions(project).map(({ id }) => id[0])).toEqual(['b', 'a', 'c']);
  });

  it('that are unknown are VERSION_UNKNOWN', () => {
    const project = temporaryProject();
    const { id } = versionExample('f');
    expect(findVersion(project, id)).toBeNull();
    expect(() => getVersion(project, id)).toThrow(expect.objectContaining({ code: 'VERSION_UNKNOWN' }));
    expect(() => removeVersion(project, id)).toThrow(expect.objectContaining({ code: 'VERSION_UNKNOWN' }));
  });

  it('go with their data, profiles and drafts', () => {
    const project = temporaryProject();
    const { version } = insertVersion(project, versionExample('a'));
    const path = versionPath(project, version.id);
    writeFileSync(path, 'data');
    saveProfile(project, { profile: profileExample, engineVersion: '1' });
    saveDraft(project, draftExample);
    removeVersion(project, version.id);
    expect(existsSync(path)).toBe(false);
    expect(getProfile(project, { version: version.id, target: null, engineVersion: '1' })).toBeNull();
    expect(getDraft(project, version.id)).toBeNull();
  });
});

const profileExample: Profile = {
  version: datasetVersionId.parse('a'.repeat(64)),
  target: null,
  rowCount: 2,
  columns: [
    {
      column: { index: 0, name: 'age', sql: 'c0', type: 'number' },
      count: 2,
      missing: 0,
      distinct: 2,
      numeric: {
        min: Number.NaN,
        max: -0,
        mean: 1,
        standardDeviation: Number.NaN,
        percentile1: 0,
        percentile5: 0,
        firstQuartile: 0,
        median: 0,
        thirdQuartile: 0,
        percentile95: 0,
        percentile99: 0,
        zeros: 1,
        infinite: 1,
        histogram: { edges: [0, 1], counts: [2] },
      },
      text: null,
      time: null,
      top: [{ value: Number.NaN, count: 1 }],
    },
  ],
  issues: [],
  outcomes: [],
  elapsedMs: 5,
};
const draftExample = experimentSpec.parse({
  assay: 1,
  name: 'draft',
  target: { column: 'age', positive: { not: 'None' } },
  data: { version: 'a'.repeat(64) },
});

describe('profiles', () => {
  it('are kept by version, target and engine version, with NaN and -0', () => {
    const project = temporaryProject();
    insertVersion(project, versionExample('a'));
    saveProfile(project, { profile: profileExample, engineVersion: '1' });
    const key = { version: profileExample.version, target: null, engineVersion: '1' };
    const found = getProfile(project, key);
    expect(found).toEqual(profileExample);
    expect(Object.is(found?.columns[0]?.numeric?.max, -0)).toBe(true);
    expect(getProfile(project, { ...key, engineVersion: '2' })).toBeNull();
    expect(getProfile(project, { ...key, target: { column: 'age' } })).toBeNull();
  });
});

describe('drafts', () => {
  it('are kept per version, the last one only', () => {
    const project = temporaryProject();
    insertVersion(project, versionExample('a'));
    saveDraft(project, { ...draftExample, name: 'older' });
    saveDraft(project, draftExample);
    expect(getDraft(project, draftExample.data.version)).toEqual(draftExample);
  });
});

describe('settings', () => {
  it('have defaults', () => {
    expect(getSettings(temporaryProject())).toEqual({ theme: 'system', threads: 0, memoryMb: 0 });
  });
});

describe('jobs', () => {
  it('are updated in place and listed newest first', () => {
    const project = temporaryProject();
    saveJob(project, jobExample('1', { startedAt: '2024-05-01T00:00:00.000Z' }));
    saveJob(project, jobExample('2', { startedAt: '2024-05-02T00:00:00.000Z' }));
    const done = jobExample('1', {
      startedAt: '2024-05-01T00:00:00.000Z',
      status: 'done',
      endedAt: '2024-05-03T00:00:00.000Z',
      result: { kind: 'bundle', path: '/x' },
    });
    saveJob(project, done);
    expect(listJobs(project).map(({ id, status }) => [id, status])).toEqual([
      ['2', 'running'],
      ['1', 'done'],
    ]);
    expect(listJobs(project)[1]).toEqual(done);
    expect(listJobs(project, { limit: 1 })).toHaveLength(1);
  });
});

describe('looks at a test part', () => {
  it('count each run once', () => {
    const project = temporaryProject();
    const at = '2024-05-01T00:00:00.000Z';
    for (const digit of ['1', '2', '1']) addLook(project, { digest: 'x', run: runExample(digit).id, at });
    expect(countLooks(project, 'x')).toBe(2);
    expect(countLooks(project, 'y')).toBe(0);
  });
});

describe('bundles', () => {
  it('are remembered by path, newest first', () => {
    const project = temporaryProject();
    const bundle = {
      path: '/a.zip',
      run: runExample('1').id,
      name: 'a',
      bytes: 10,
      createdAt: '2024-05-01T00:00:00.000Z',
      origin: 'exported' as const,
    };
    addBundle(project, bundle);
    addBundle(project, {
      ...bundle,
      path: '/b.zip',
      run: null,
      origin: 'imported',
      createdAt: '2024-05-02T00:00:00.000Z',
    });
    addBundle(project, { ...bundle, bytes: 11 });
    expect(listBundles(project).map(({ path, bytes, run }) => [path, bytes, run])).toEqual([
      ['/b.zip', 10, null],
      ['/a.zip', 11, bundle.run],
    ]);
  });
});

describe('JSON text', () => {
  it('keeps every number', () => {
    const value = {
      a: [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1.5],
      b: { $number: 1 },
    };
    const back = fromJsonText(toJsonText({ a: value.a }));
    expect(back).toEqual({ a: value.a });
  });
});
