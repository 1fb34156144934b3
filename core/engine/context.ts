import { availableParallelism, totalmem } from 'node:os';
import type { DatasetVersionId } from '../contract/ids.ts';
import type { Project as ProjectFacts } from '../contract/project.ts';
import { openTable } from '../load/open-table.ts';
import type { OpenSql, Sql } from '../shared/sql.ts';
import type { Table } from '../shared/table.ts';
import { openDuck } from '../store/duck.ts';
import { findJob, listJobs, saveJob } from '../store/jobs.ts';
import { openProject, type Project } from '../store/project.ts';
import { getSettings } from '../store/settings.ts';
import { getVersion, versionPath } from '../store/versions.ts';
import { createJobs, type Jobs } from './jobs.ts';
import { createRowOrders, type RowOrders } from './row-orders.ts';
import { createWorkerPool, type WorkerPool } from './worker-pool.ts';

export type HostKind = ProjectFacts['host'];

/** Six orders of ten million rows. */
const rowOrderBytes = 240 * 2 ** 20;

/** What the routes work with: the open project, its long work, and DuckDB and threads on demand. */
export interface EngineContext {
  readonly project: Project;
  readonly host: HostKind;
  readonly jobs: Jobs;
  /** Filtered and sorted rows of grids. */
  readonly rowOrders: RowOrders;
  readonly now: () => Date;
  /** A connection that reaches the project's own files only. */
  sql(): Promise<Sql>;
  /** A short-lived connection that reaches the given paths only. */
  readonly openSql: OpenSql;
  pool(): WorkerPool;
  /** Throws VERSION_UNKNOWN. */
  table(version: DatasetVersionId): Table;
  /** Gives up DuckDB and the threads, so that the next use takes them with the settings of then. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the project (making it if need be) and binds its parts. */
export function createContext(options: {
  projectDirectory: string;
  host: HostKind;
  now: () => Date;
}): EngineContext {
  const { host, now } = options;
  const project = openProject({ directory: options.projectDirectory, now });
  const jobs = createJobs({
    now,
    history: {
      save: (job) => saveJob(project, job),
      list: () => listJobs(project),
      get: (id) => findJob(project, id),
    },
  });
  let duck: ReturnType<OpenSql> | null = null;
  let pool: WorkerPool | null = null;

  const openSql: OpenSql = (allowedPaths) => {
    const { threads, memoryMb } = getSettings(project);
    return openDuck({
      threads: threads || availableParallelism(),
      memoryLimitMb: memoryMb || Math.floor(totalmem() / 2 ** 21),
      spillDirectory: project.folders.tmp,
      allowedPaths,
    });
  };

  async function release(end: (threads: WorkerPool) => Promise<void>): Promise<void> {
    const [oldDuck, oldPool] = [duck, pool];
    duck = null;
    pool = null;
    (await oldDuck)?.close();
    if (oldPool) await end(oldPool);
  }

  return {
    project,
    host,
    jobs,
    rowOrders: createRowOrders({ mostBytes: rowOrderBytes }),
    now,
    openSql,
    async sql() {
      duck ??= openSql([project.path]);
      return (await duck).sql;
    },
    pool() {
      pool ??= createWorkerPool({ threads: getSettings(project).threads });
      return pool;
    },
    table(version) {
      const { rowCount, columns } = getVersion(project, version);
      return openTable({ parquetPath: versionPath(project, version), version, rowCount, columns });
    },
    renew: () =>
      release(async (threads) => {
        void threads.retire();
      }),
    async close() {
      await jobs.close();
      await release((threads) => threads.close());
      project.close();
    },
  };
}
