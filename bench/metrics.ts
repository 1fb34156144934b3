import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { averagePrecision, averagePrecisionOf } from '../core/evaluate/average-precision.ts';
import { operatingPoints } from '../core/evaluate/operating-points.ts';
import { precisionRecallCurve } from '../core/evaluate/precision-recall-curve.ts';
import { rocAuc, rocAucOf } from '../core/evaluate/roc-auc.ts';
import { createRng } from '../core/shared/rng.ts';
import { quantile } from '../core/shared/statistics.ts';
import { pythonPeer } from './support/python-peer.ts';

/**
 * Average precision, ROC AUC and the precision-recall curve of 1,000,000 scores, against scikit-learn on the same
 * file in the same run. The first start makes a Python of its own for scikit-learn.
 */
const rows = 1_000_000;
const repeats = 7;
const peer = 'scikit-learn==1.7.2';

const answer = z.object({
  version: z.string(),
  ms: z.array(z.number()),
  averagePrecision: z.number(),
  rocAuc: z.number(),
  points: z.number(),
});

const peerScript = `
import json, sys, time
import numpy as np, sklearn
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score
scores = np.fromfile(sys.argv[1], dtype=np.float64)
labels = np.fromfile(sys.argv[2], dtype=np.uint8)
ms = []
for _ in range(int(sys.argv[3]) + 1):
    start = time.perf_counter()
    ap = average_precision_score(labels, scores)
    auc = roc_auc_score(labels, scores)
    curve = precision_recall_curve(labels, scores)
    ms.append((time.perf_counter() - start) * 1000)
print(json.dumps({"version": sklearn.__version__, "ms": ms[1:], "averagePrecision": ap, "rocAuc": auc, "points": len(curve[2])}))
`;

function makeInput(): { scores: Float64Array; labels: Uint8Array } {
  const rng = createRng(1);
  const labels = Uint8Array.from({ length: rows }, () => (rng.next() < 0.12 ? 1 : 0));
  const scores = Float64Array.from(labels, (label) => 1 / (1 + Math.exp(2 - label - rng.normal())));
  return { scores, labels };
}

function medianMs(work: () => void): number {
  work();
  const ms = Array.from({ length: repeats }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return quantile(ms, 0.5);
}

const python = pythonPeer('metrics', [peer]);
const { scores, labels } = makeInput();
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
try {
  const files = [join(folder, 'scores'), join(folder, 'labels')];
  for (const [i, file] of files.entries()) writeFileSync(file, i === 0 ? scores : labels);
  const output = execFileSync(python, ['-c', peerScript, ...files, String(repeats)], { encoding: 'utf8' });
  const theirs = answer.parse(JSON.parse(output));
  const separateMs = medianMs(() => {
    averagePrecision(scores, labels);
    rocAuc(scores, labels);
    precisionRecallCurve(scores, labels);
  });
  const sharedMs = medianMs(() => {
    const points = operatingPoints(scores, labels);
    averagePrecisionOf(points);
    rocAucOf(points);
  });
  const theirMs = quantile(theirs.ms, 0.5);
  const error = Math.max(
    Math.abs(averagePrecision(scores, labels) - theirs.averagePrecision),
    Math.abs(rocAuc(scores, labels) - theirs.rocAuc),
  );
  const points = precisionRecallCurve(scores, labels).threshold.length;
  const line = (name: string, ms: number) =>
    console.log(`${name.padEnd(44)} ${ms.toFixed(0).padStart(6)} ms   ${(theirMs / ms).toFixed(2)} x`);
  console.log(`${rows.toLocaleString('en')} scores, median of ${repeats}; x is time of the peer over time`);
  line(`scikit-learn ${theirs.version}: AP, AUC, PR curve`, theirMs);
  line('Assay: the same three, each on its own', separateMs);
  line('Assay: from one sort, as a run computes them', sharedMs);
  console.log(
    `largest difference of AP and AUC ${error.toExponential(1)}; ${points} and ${theirs.points} curve points`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
