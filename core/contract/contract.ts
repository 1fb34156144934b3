import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { bundleFile } from './bundle.ts';
import { datasetVersion, filePreview, readOptions, rowsPage, rowsRequest, sampleDataset } from './dataset.ts';
import { comparison, curve, precisionBand } from './evaluate.ts';
import { experimentSpec, proposal, recipeSpec, seed, splitSpec, splitSummary } from './experiment.ts';
import { datasetVersionId, jobId, runId } from './ids.ts';
import { job, jobEvent } from './job.ts';
import { profile, profileRequest, targetSpec } from './profile.ts';
import { doctorReport, project, settings } from './project.ts';
import { run, runSummary } from './run.ts';

const started = z.strictObject({ job: jobId });
const versionOnly = z.strictObject({ version: datasetVersionId });
const runOnly = z.strictObject({ run: runId });
const pathOnly = z.strictObject({ path: z.string().min(1) });
const nothing = z.strictObject({});

/** Everything a host can ask of the engine. Long work answers with a job at once; `job.watch` follows it. */
export const contract = {
  project: {
    get: oc.input(nothing).output(project),
    settings: oc.input(nothing).output(settings),
    saveSettings: oc.input(settings).output(settings),
    doctor: oc.input(nothing).output(doctorReport),
  },
  dataset: {
    list: oc.input(nothing).output(z.array(datasetVersion)),
    samples: oc.input(nothing).output(z.array(sampleDataset)),
    inspect: oc
      .input(z.strictObject({ path: z.string().min(1), options: readOptions.prefault({}) }))
      .output(filePreview),
    load: oc
      .input(
        z.strictObject({
          path: z.string().min(1),
          name: z.string().min(1).optional(),
          options: readOptions.prefault({}),
        }),
      )
      .output(started),
    loadSample: oc.input(z.strictObject({ file: z.string() })).output(started),
    get: oc.input(versionOnly).output(datasetVersion),
    rows: oc.input(rowsRequest).output(rowsPage),
    remove: oc.input(versionOnly).output(nothing),
  },
  profile: {
    start: oc.input(profileRequest).output(started),
    /** The cached profile, or null when it has not been computed yet. */
    get: oc.input(profileRequest).output(profile.nullable()),
  },
  experiment: {
    /** The saved draft of this dataset version, or a fresh proposal. */
    draft: oc.input(versionOnly).output(proposal),
    /** A fresh proposal, for this target if one is given. */
    propose: oc.input(versionOnly.extend({ target: targetSpec.optional() })).output(proposal),
    saveDraft: oc.input(z.strictObject({ spec: experimentSpec })).output(experimentSpec),
    /** The experiment as the text of an `*.assay.yaml` file. */
    toYaml: oc.input(z.strictObject({ spec: experimentSpec })).output(z.string()),
  },
  split: {
    preview: oc
      .input(versionOnly.extend({ target: targetSpec, split: splitSpec, recipe: recipeSpec, seed }))
      .output(splitSummary),
  },
  run: {
    start: oc.input(z.strictObject({ spec: experimentSpec })).output(started),
    list: oc.input(nothing).output(z.array(runSummary)),
    get: oc.input(runOnly).output(run),
    /** Operating points on test; `classIndex` picks the class against the rest, by default the positive one. */
    curve: oc
      .input(runOnly.extend({ learner: z.string(), classIndex: z.int().min(0).optional() }))
      .output(z.strictObject({ curve, band: precisionBand.nullable() })),
    remove: oc.input(runOnly).output(nothing),
  },
  compare: {
    runs: oc.input(z.strictObject({ runs: z.array(runId).min(1).max(50) })).output(comparison),
  },
  bundle: {
    list: oc.input(nothing).output(z.array(bundleFile)),
    export: oc.input(runOnly.extend({ includeData: z.boolean().default(true) })).output(started),
    verify: oc.input(pathOnly).output(started),
    import: oc.input(pathOnly).output(started),
  },
  job: {
    list: oc.input(nothing).output(z.array(job)),
    /** What has happened so far, then what happens, until the job ends. */
    watch: oc.input(z.strictObject({ job: jobId })).output(eventIterator(jobEvent)),
    cancel: oc.input(z.strictObject({ job: jobId })).output(nothing),
  },
};
