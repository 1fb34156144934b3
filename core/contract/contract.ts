import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { bundleFile } from './bundle.ts';
import { contractCheck, contractStanding, failingRows, storedContract } from './data-contract.ts';
import {
  badRowsPage,
  badRowsRequest,
  cell,
  cellRequest,
  datasetVersion,
  filePreview,
  readOptions,
  rowsPage,
  rowsRequest,
  sampleDataset,
} from './dataset.ts';
import { comparison, curve, precisionBand } from './evaluate.ts';
import { experimentSpec, proposal, recipeSpec, seed, splitSpec, splitSummary } from './experiment.ts';
import { runGate } from './export-gate.ts';
import { fixImpactRequest, fixPreview, fixPreviewRequest } from './fix-effect.ts';
import { datasetVersionId, jobId, runId } from './ids.ts';
import { job, jobEvent } from './job.ts';
import { profile, profileRequest, targetSpec } from './profile.ts';
import { doctorReport, project, settings } from './project.ts';
import {
  joinPreview,
  joinPreviewRequest,
  joinRequest,
  relationGraph,
  relationRequest,
  versionOrigin,
} from './relation.ts';
import { run, runSummary } from './run.ts';
import { splitCheckRequest, splitChecks } from './split-check.ts';
import { versionDiff, versionDiffRequest, versionNotes } from './version.ts';
import { associations, associationsRequest, missingness, targetView, targetViewRequest } from './views.ts';

const started = z.strictObject({ job: jobId });
const versionOnly = z.strictObject({ version: datasetVersionId });
const runOnly = z.strictObject({ run: runId });
const pathOnly = z.strictObject({ path: z.string().min(1) });
const nothing = z.strictObject({});
/** Versions that stand for datasets by name, in place of the latest version that the project has under the name. */
const references = z.record(z.string(), datasetVersionId);

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
    /** One cell whole, however long it is. */
    cell: oc.input(cellRequest).output(z.strictObject({ value: cell })),
    /** Rows that could not be read when the version was loaded. */
    badRows: oc.input(badRowsRequest).output(badRowsPage),
    remove: oc.input(versionOnly).output(nothing),
  },
  version: {
    /** Compares two versions: columns, rows, distributions; the job's result is read with `getDiff`. */
    diff: oc.input(versionDiffRequest).output(started),
    /** How two versions differ, or null when they have not been compared yet. */
    getDiff: oc.input(versionDiffRequest).output(versionDiff.nullable()),
    notes: oc.input(versionOnly).output(versionNotes),
    saveNotes: oc.input(versionOnly.extend({ notes: versionNotes })).output(versionNotes),
  },
  dataContract: {
    /** The contract that the project keeps for a dataset, or null. */
    get: oc.input(z.strictObject({ dataset: z.string() })).output(storedContract.nullable()),
    /**
     * A contract learned from a version, relations to the project's other datasets included, as the text of a
     * `*.contract.yaml` file; it is not kept.
     */
    learn: oc.input(versionOnly.extend({ references: references.optional() })).output(z.string()),
    /** Keeps the text for a dataset. SPEC_INVALID names the line that is wrong. */
    save: oc.input(z.strictObject({ dataset: z.string(), text: z.string() })).output(storedContract),
    remove: oc.input(z.strictObject({ dataset: z.string() })).output(nothing),
    /** Holds a version against this text, or without one against the contract kept for its dataset. */
    check: oc
      .input(versionOnly.extend({ text: z.string().optional(), references: references.optional() }))
      .output(contractCheck),
    /** Every row that breaks a rule of this text, rule by rule: a check shows the first ones only. */
    failingRows: oc
      .input(versionOnly.extend({ text: z.string(), references: references.optional() }))
      .output(eventIterator(failingRows)),
    /** What is known of the dataset's versions under the contract kept for it. */
    standings: oc.input(z.strictObject({ dataset: z.string() })).output(z.array(contractStanding)),
  },
  profile: {
    /** A profile of the same version and target that is being computed is answered with its job. */
    start: oc.input(profileRequest).output(started),
    /** The job that computes a profile of this version now, whatever its target; null for none. */
    running: oc.input(versionOnly).output(z.strictObject({ job: jobId.nullable() })),
    /** The cached profile, or null when it has not been computed yet. */
    get: oc.input(profileRequest).output(profile.nullable()),
    /** A computed profile as one self-contained HTML page. Personal data that was found is masked, unless asked for. */
    report: oc
      .input(profileRequest.extend({ showPersonalData: z.boolean().default(false) }))
      .output(z.string()),
    targetView: oc.input(targetViewRequest).output(targetView),
    associations: oc.input(associationsRequest).output(associations),
    missingness: oc.input(versionOnly).output(missingness),
  },
  relation: {
    /** Finds keys and what refers to them; the job's result is read with `get`. */
    infer: oc.input(relationRequest).output(started),
    /** The relations of these versions, or null when they have not been inferred yet. */
    get: oc.input(relationRequest).output(relationGraph.nullable()),
    previewJoin: oc.input(joinPreviewRequest).output(joinPreview),
    /** Makes the join a dataset version. */
    join: oc.input(joinRequest).output(started),
    /** What a version was made from. */
    origin: oc.input(versionOnly).output(versionOrigin),
  },
  fix: {
    preview: oc.input(fixPreviewRequest).output(fixPreview),
    /** Trains the linear baseline with and without the fix; the job's result is the difference. */
    impact: oc.input(fixImpactRequest).output(started),
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
    /** Looks for what speaks against these parts: rows, groups and times on both sides, sizes, shifts. */
    check: oc.input(splitCheckRequest).output(started),
    /** What speaks against these parts, or null when they have not been checked yet. */
    getChecks: oc.input(splitCheckRequest).output(splitChecks.nullable()),
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
    /** Whether personal data stands in the way of exporting this run. */
    gate: oc.input(runOnly.extend({ includeData: z.boolean() })).output(runGate),
    /** Refuses with PERSONAL_DATA when the gate is not clear, unless `allowPersonalData`. */
    export: oc
      .input(
        runOnly.extend({
          includeData: z.boolean().default(true),
          allowPersonalData: z.boolean().default(false),
        }),
      )
      .output(started),
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
