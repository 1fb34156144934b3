import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { saveJob } from '../../core/store/jobs.ts';
import { addLook, countLooks } from '../../core/store/looks.ts';
import { openProject } from '../../core/store/project.ts';
import { writeRunDirectory } from '../../core/store/run-directory.ts';
import { getRunSummary, hasRun, listRuns, removeRun, runPath } from '../../core/store/runs.ts';
import { insertVersion, versionPath } from '../../core/store/versions.ts';
import { startChild } from '../support/child-process.ts';
import { jobExample, runExample, versionExample, writeArtifacts } from '../support/stored-examples.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { noon, temporaryProject } from '../support/temporary-project.ts';

const now = () => noon;

describe('a run', () => {
  it('is stored whole and found again', async () => {
    const project = temporaryProject();
    const summary = runExample('1');
    const path = await writeRunDirectory(project, { summary, write: writeArtifacts });
    expect(path).toBe(runPath(project, summary.id));
    expect(readdirSync(path).sort()).toEqual(['env.json', 'metrics.json', 'spec.json']);
    expect(getRunSummary(project, summary.id)).toEqual(summary);
    expect(hasRun(project, summary.id)).toBe(true);
    expect(readdirSync(project.folders.tmp)).toEqual([]);
  });

  it('that is there already is not written again', async () => {
    const project = temporaryProject();
    const summary = runExample('1');
    await writeRunDirectory(project, { summary, write: writeArtifacts });
    await writeRunDirectory(project, {
      summary: runExample('1', { name: 'other' }),
      write: () => Promise.reject(new Error('must not be called')),
    });
    expect(listRuns(project)).toEqual([summary]);
  });

  it('whose writing fails leaves nothing', async () => {
    const project = temporaryProject();
    const write = async (directory: string) => {
      await writeArtifacts(directory);
      throw new Error('no more');
    };
    await expect(writeRunDirectory(project, { summary: runExample('1'), write })).rejects.toThrow('no more');
    expect(listRuns(project)).toEqual([]);
    expect(readdirSync(project.folders.runs)).toEqual([]);
    expect(readdirSync(project.folders.tmp)).toEqual([]);
  });

  it('replaces a folder of its name that an earlier, unfinished attempt left', async () => {
    const project = temporaryProject();
    const summary = runExample('1');
    mkdirSync(runPath(project, summary.id));
    writeFileSync(join(runPath(project, summary.id), 'half.json'), '{');
    await writeRunDirectory(project, { summary, write: writeArtifacts });
    expect(existsSync(join(runPath(project, summary.id), 'half.json'))).toBe(false);
  });

  it('written by two at once is stored once', async () => {
    const directory = temporaryFolder();
    const [a, b] = [openProject({ directory, now }), openProject({ directory, now })];
    const summary = runExample('1');
    await Promise.all(
      [a, b].map((project) => writeRunDirectory(project, { summary, write: writeArtifacts })),
    );
    expect(listRuns(a)).toEqual([summary]);
    expect(readdirSync(runPath(a, summary.id))).toHaveLength(3);
    a.close();
    b.close();
  });

  it('is removed with its folder, and its looks stay counted', async () => {
    const project = temporaryProject();
    const summary = runExample('1');
    await writeRunDirectory(project, { summary, write: writeArtifacts });
    addLook(project, { digest: 'x', run: summary.id, at: summary.createdAt });
    removeRun(project, summary.id);
    expect(readdirSync(project.folders.runs)).toEqual([]);
    expect(countLooks(project, 'x')).toBe(1);
    expect(() => getRunSummary(project, summary.id)).toThrow(
      expect.objectContaining({ code: 'RUN_UNKNOWN' }),
    );
  });

  it('is listed newest first', async () => {
    const project = temporaryProject();
    for (const [digit, day] of [
      ['1', '02'],
      ['2', '03'],
    ] as const) {
      const summary = runExample(digit, { createdAt: `2024-05-${day}T00:00:00.000Z` });
      await writeRunDirectory(project, { summary, write: writeArtifacts });
    }
    expect(listRuns(project).map(({ id }) => id[0])).toEqual(['2', '1']);
  });
});

describe('opening after a kill', () => {
  it.each(['in the middle of writing a run', 'between runs'])('%s leaves whole runs only', async (moment) => {
    const directory = temporaryFolder();
    const isHolding = moment !== 'between runs';
    const child = startChild('write-runs-until-killed.ts', [directory, isHolding ? 'hold' : 'go']);
    await child.wrote(isHolding ? 2 : 4);
    await child.kill();
    const left = readdirSync(join(directory, 'tmp'));
    expect(left).toHaveLength(1);

    const project = openProject({ directory, now });
    expect(readdirSync(join(directory, 'tmp'))).toEqual([project.owner]);
    expect(project.recovered.removed).toContain(join('tmp', left[0] ?? ''));
    expect(project.recovered.interruptedJobs).toEqual([`job of ${child.process.pid}`]);
    const stored = listRuns(project).map(({ id }) => String(id));
    expect(stored).toEqual(expect.arrayContaining(child.lines.filter((line) => /^[0-9a-f]{32}$/.test(line))));
    expect(stored.length).toBeGreaterThanOrEqual(isHolding ? 0 : 3);
    expect(readdirSync(project.folders.runs).sort()).toEqual([...stored].sort());
    for (const id of stored) {
      for (const name of ['spec.json', 'metrics.json', 'env.json']) {
        JSON.parse(readFileSync(join(project.folders.runs, id, name), 'utf8'));
      }
    }
    project.close();
  });

  it('spares what a process that is alive is writing', async () => {
    const directory = temporaryFolder();
    const child = startChild('write-runs-until-killed.ts', [directory, 'hold']);
    await child.wrote(2);
    mkdirSync(join(directory, 'runs', 'unfinished'));
    const project = openProject({ directory, now });
    expect(project.recovered).toEqual({ interruptedJobs: [], removed: [], missing: [] });
    expect(readdirSync(join(directory, 'tmp'))).toHaveLength(2);
    project.close();
    await child.kill();
    const next = openProject({ directory, now });
    expect(next.recovered.removed).toContain(join('runs', 'unfinished'));
    next.close();
  });
});

describe('recovery', () => {
  it('removes run folders and data files without a row and reports rows without files', async () => {
    const directory = temporaryFolder();
    const first = openProject({ directory, now });
    const lost = runExample('1');
    await writeRunDirectory(first, { summary: lost, write: writeArtifacts });
    const kept = runExample('2');
    await writeRunDirectory(first, { summary: kept, write: writeArtifacts });
    const { version } = insertVersion(first, versionExample('a'));
    rmSync(runPath(first, lost.id), { recursive: true });
    mkdirSync(join(first.folders.runs, 'f'.repeat(32)));
    writeFileSync(join(first.folders.data, `${'b'.repeat(64)}.parquet`), 'PAR1');
    first.close();

    const second = openProject({ directory, now });
    expect(second.recovered).toEqual({
      interruptedJobs: [],
      removed: [join('runs', 'f'.repeat(32)), join('data', `${'b'.repeat(64)}.parquet`)],
      missing: [join('runs', lost.id), join('data', `${version.id}.parquet`)],
    });
    expect(readdirSync(second.folders.runs)).toEqual([kept.id]);
    expect(existsSync(versionPath(second, version.id))).toBe(false);
    second.close();
  });

  it('removes uploads after a day', () => {
    const directory = temporaryFolder();
    const { folders, close } = openProject({ directory, now });
    for (const [name, hours] of [
      ['old.csv', 25],
      ['new.csv', 1],
    ] as const) {
      writeFileSync(join(folders.uploads, name), 'a\n1\n');
      const at = new Date(noon.getTime() - hours * 3_600_000);
      utimesSync(join(folders.uploads, name), at, at);
    }
    close();
    openProject({ directory, now }).close();
    expect(readdirSync(folders.uploads)).toEqual(['new.csv']);
  });

  it('interrupts jobs of openings that were closed, not those of live ones', () => {
    const directory = temporaryFolder();
    const [gone, alive] = [openProject({ directory, now }), openProject({ directory, now })];
    saveJob(gone, jobExample('gone'));
    saveJob(alive, jobExample('alive'));
    saveJob(gone, jobExample('done', { status: 'done' }));
    gone.close();
    const next = openProject({ directory, now });
    expect(next.recovered.interruptedJobs).toEqual(['gone']);
    alive.close();
    next.close();
  });
});
