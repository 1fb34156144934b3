import { base } from './routes/base.ts';
import { bundleRoutes } from './routes/bundle.ts';
import { compareRoutes } from './routes/compare.ts';
import { dataContractRoutes } from './routes/data-contract.ts';
import { datasetRoutes } from './routes/dataset.ts';
import { experimentRoutes } from './routes/experiment.ts';
import { fixRoutes } from './routes/fix.ts';
import { jobRoutes } from './routes/job.ts';
import { profileRoutes } from './routes/profile.ts';
import { projectRoutes } from './routes/project.ts';
import { relationRoutes } from './routes/relation.ts';
import { runRoutes } from './routes/run.ts';
import { splitRoutes } from './routes/split.ts';
import { versionRoutes } from './routes/version.ts';

/** The contract, answered by the stages. */
export const router = base.router({
  project: projectRoutes,
  dataset: datasetRoutes,
  version: versionRoutes,
  dataContract: dataContractRoutes,
  profile: profileRoutes,
  relation: relationRoutes,
  fix: fixRoutes,
  experiment: experimentRoutes,
  split: splitRoutes,
  run: runRoutes,
  compare: compareRoutes,
  bundle: bundleRoutes,
  job: jobRoutes,
});
