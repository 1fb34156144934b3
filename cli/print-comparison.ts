import type { Comparison, Metrics } from '../core/contract/evaluate.ts';
import { countText, metricText } from './numbers.ts';
import { printable } from './printable.ts';
import { shortRun } from './resolve-run.ts';
import type { Terminal } from './terminal.ts';
import { type TableColumn, textTable } from './text-table.ts';
import { wrapText } from './text-width.ts';

type Model = Comparison['models'][number];

/** The verdict, the table of models on the test part, best average precision first, and what it rests on. */
export function printComparison(terminal: Terminal, comparison: Comparison): void {
  const print = (text: string) => {
    for (const line of wrapText(printable(text), terminal.columns)) terminal.out(line);
  };
  for (const line of wrapText(printable(comparison.headline), terminal.columns)) {
    terminal.out(terminal.paint('bold', line));
  }
  if (comparison.detail) print(comparison.detail);
  terminal.out();
  for (const line of comparisonTable(terminal, comparison)) terminal.out(line);
  terminal.out();
  terminal.out(terminal.paint('dim', legend(comparison)));
  print(baseLine(comparison));
  for (const warning of comparison.warnings) print(`Warning: ${warning}`);
}

function comparisonTable(terminal: Terminal, comparison: Comparison): string[] {
  const models = [...comparison.models].sort((a, b) => averagePrecision(b) - averagePrecision(a));
  const hasRuns = new Set(models.map((model) => model.ref.run)).size > 1;
  const isBinary = models.every((model) => model.metrics.kind === 'binary');
  const columns: TableColumn[] = [
    { head: ['on the test part'], align: 'left' },
    ...(hasRuns ? [{ head: ['run'], align: 'left' } as const] : []),
    ...[
      ['AP (95 %)'],
      ['ROC', 'AUC'],
      ['log', 'loss'],
      ['Brier'],
      ['F1'],
      ['MCC'],
      [isBinary ? 'at' : 'bal.acc'],
    ].map((head) => ({ head, align: 'right' }) as const),
  ];
  return textTable({
    columns,
    rows: models.map((model) => [
      `${mark(model, comparison)} ${printable(model.name)}`,
      ...(hasRuns ? [shortRun(model.ref.run).slice(0, 8)] : []),
      ...metricCells(model.metrics),
    ]),
    width: terminal.columns,
    paintRow: (line, r) => (models[r]?.isBaseline ? terminal.paint('dim', line) : line),
  });
}

function metricCells(metrics: Metrics): string[] {
  const { averagePrecision, averagePrecisionInterval: interval } = metrics;
  const range = interval ? ` ${metricText(interval.low, 2)}–${metricText(interval.high, 2)}` : '';
  return [
    `${metricText(averagePrecision)}${range}`,
    metricText(metrics.rocAuc),
    metricText(metrics.logLoss),
    metricText(metrics.brier),
    metricText(metrics.f1, 2),
    metricText(metrics.mcc, 2),
    metrics.kind === 'binary' ? metricText(metrics.threshold, 2) : metricText(metrics.balancedAccuracy, 2),
  ];
}

function mark({ ref }: Model, { best, simplestSufficient }: Comparison): string {
  const is = (other: Model['ref'] | null) => other?.run === ref.run && other.learner === ref.learner;
  return is(best) ? '*' : is(simplestSufficient) ? '=' : ' ';
}

function legend(comparison: Comparison): string {
  const marks = new Set(comparison.models.map((model) => mark(model, comparison)));
  const simplest = marks.has('=') ? '   = simplest within one standard error of it' : '';
  return `* best average precision${simplest}`;
}

function averagePrecision({ metrics }: Model): number {
  return metrics.averagePrecision ?? -1;
}

function baseLine({ prevalence, positiveClass, classNames, testRows, testLooks }: Comparison): string {
  const looks = `the test part was scored by ${testLooks} run${testLooks === 1 ? '' : 's'} so far`;
  const rows = `${countText(testRows)} test rows; ${looks}.`;
  if (prevalence === null || positiveClass === null) {
    return `${classNames.length} classes (${classNames.join(', ')}); averages over classes, one against the rest. ${rows}`;
  }
  return `Prevalence of "${positiveClass}" is ${metricText(prevalence)}: the average precision of a model that knows nothing. ${rows}`;
}
