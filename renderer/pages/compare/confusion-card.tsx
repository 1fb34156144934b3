import { Checkbox } from '@mantine/core';
import { memo, useState } from 'react';
import type { BinaryConfusion } from '../../../core/contract/evaluate.ts';
import { Card } from '../../ui/card.tsx';
import { formatCount, formatPercent, formatScore } from '../../ui/format.ts';
import { Term } from '../../ui/term.tsx';
import { type DecisionMetrics, decisionMetrics } from './decision-metrics.ts';

interface ConfusionCardProps {
  readonly modelName: string;
  readonly confusion: BinaryConfusion;
  readonly negative: string;
  readonly positive: string;
}

/** The four counts at the threshold with their rates, and the metrics of the decision. */
export function ConfusionCard({ modelName, confusion, negative, positive }: ConfusionCardProps) {
  const { tp, fp, fn, tn } = confusion;
  const share = (part: number, whole: number) =>
    whole === 0 ? '–' : formatPercent(part / whole).replace(' %', '\u00a0%');
  return (
    <Card title={`Confusion matrix, ${modelName}`} aside="on test">
      <table className="confusion" aria-label={`Confusion matrix of ${modelName} on test`}>
        <thead>
          <tr>
            <td />
            <th scope="col">predicted {negative}</th>
            <th scope="col">predicted {positive}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">actual {negative}</th>
            <Count count={tn} isRight text={`right, ${share(tn, tn + fp)} of ${negative}`} />
            <Count count={fp} text={`false alarm, ${share(fp, tn + fp)}`} />
          </tr>
          <tr>
            <th scope="row">actual {positive}</th>
            <Count count={fn} text={`missed, ${share(fn, tp + fn)} of ${positive}`} />
            <Count count={tp} isRight text={`found, ${share(tp, tp + fn)}`} />
          </tr>
        </tbody>
      </table>
      <DecisionList metrics={decisionMetrics(confusion)} />
    </Card>
  );
}

function Count({ count, text, isRight = false }: { count: number; text: string; isRight?: boolean }) {
  return (
    <td className={isRight ? 'right' : 'wrong'}>
      <b>{formatCount(count)}</b>
      {text}
    </td>
  );
}

/* Elements that never change are made once, so that moving the threshold does not render them again. */
const SHOWN: readonly { readonly key: keyof DecisionMetrics; readonly label: React.ReactElement }[] = [
  { key: 'precision', label: <Term name="precision">Precision</Term> },
  { key: 'recall', label: <Term name="recall">Recall</Term> },
  { key: 'f1', label: <Term name="f1">F1</Term> },
  { key: 'balancedAccuracy', label: <Term name="balanced accuracy">Balanced accuracy</Term> },
  { key: 'mcc', label: <Term name="mcc">MCC</Term> },
];

/** Metrics of a decision. Accuracy joins them on demand and never stands alone. */
export function DecisionList({ metrics }: { metrics: DecisionMetrics }) {
  const [hasAccuracy, setHasAccuracy] = useState(false);
  return (
    <>
      <dl className="decision-list">
        {SHOWN.map(({ key, label }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>{formatScore(metrics[key])}</dd>
          </div>
        ))}
        {hasAccuracy && (
          <div>
            <dt>Accuracy</dt>
            <dd>{formatScore(metrics.accuracy)}</dd>
          </div>
        )}
      </dl>
      <AccuracySwitch isOn={hasAccuracy} onChange={setHasAccuracy} />
    </>
  );
}

interface AccuracySwitchProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

const AccuracySwitch = memo(function AccuracySwitch({ isOn, onChange }: AccuracySwitchProps) {
  return (
    <Checkbox
      mt="sm"
      label="Accuracy beside them"
      checked={isOn}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
});
