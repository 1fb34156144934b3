import type { MulticlassMetrics } from '../../../core/contract/evaluate.ts';
import { Card } from '../../ui/card.tsx';
import { shortText } from '../../ui/cell-words.ts';
import { formatCount, formatPercent, formatScore } from '../../ui/format.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { DecisionList } from './confusion-card.tsx';

interface ClassMatrixCardProps {
  readonly modelName: string;
  readonly metrics: MulticlassMetrics;
}

/** Actual against predicted class, shaded by the share of the actual class, and what each class scores. */
export function ClassMatrixCard({ modelName, metrics }: ClassMatrixCardProps) {
  const names = metrics.perClass.map((each) => each.name);
  const label = `Confusion matrix of ${modelName} on test`;
  return (
    <Card title={`Confusion matrix, ${modelName}`} aside="on test">
      <ScrollRegion label={label} className="class-matrix">
        <table aria-label={label}>
          <thead>
            <tr>
              <th scope="col">actual ↓ predicted →</th>
              {names.map((name) => (
                <th key={name} scope="col" title={shortText(name)}>
                  {name}
                </th>
              ))}
              <th scope="col">Precision</th>
              <th scope="col">Recall</th>
            </tr>
          </thead>
          <tbody>
            {metrics.confusion.map((row, index) => {
              const support = row.reduce((sum, count) => sum + count, 0);
              return (
                <tr key={names[index] ?? index}>
                  <th scope="row" title={shortText(names[index] ?? '')}>
                    {names[index]}
                  </th>
                  {row.map((count, column) => (
                    <td
                      key={names[column] ?? column}
                      style={{ background: shade(support === 0 ? 0 : count / support, column === index) }}
                    >
                      {formatCount(count)}
                      <small>{support === 0 ? '–' : formatPercent(count / support)}</small>
                    </td>
                  ))}
                  <td>{formatScore(metrics.perClass[index]?.precision)}</td>
                  <td>{formatScore(metrics.perClass[index]?.recall)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="dim sm" style={{ margin: 'var(--s3) 0 0' }}>
        A row is called the class with the largest probability. Precision, recall and F1 below are means over
        the classes.
      </p>
      <DecisionList metrics={metrics} />
    </Card>
  );
}

/** Light enough for the text on it in both themes. */
function shade(share: number, isRight: boolean): string {
  const percent = Math.round(share * 38);
  return `color-mix(in srgb, var(${isRight ? '--run-1' : '--run-2'}) ${percent}%, var(--sunken))`;
}
