import { Button } from '@mantine/core';
import { Card } from '../../ui/card.tsx';
import { Tag } from '../../ui/tag.tsx';
import { Term } from '../../ui/term.tsx';

/* Elements that never change are made once, so that moving the slider does not render them again. */
const TITLE = <Term name="threshold">Threshold</Term>;

interface ThresholdCardProps {
  readonly modelName: string;
  readonly threshold: number;
  /** The threshold chosen on the validation part. */
  readonly chosen: number;
  readonly objective: string | null;
  readonly onChange: (threshold: number | null) => void;
}

/** The decision threshold, to be moved, with the one that was chosen on validation marked. */
export function ThresholdCard({ modelName, threshold, chosen, objective, onChange }: ThresholdCardProps) {
  const isMoved = threshold !== chosen;
  return (
    <Card
      title={TITLE}
      aside={
        isMoved ? (
          <>
            <Tag tone="warning">moved</Tag>
            <Button size="compact-xs" variant="subtle" onClick={() => onChange(null)}>
              Reset to {chosen.toFixed(3)}
            </Button>
          </>
        ) : (
          'chosen on validation, frozen'
        )
      }
    >
      <div className="threshold-ends">
        <span>0</span>
        <b>{threshold.toFixed(3)}</b>
        <span>1</span>
      </div>
      <div className="threshold-slider">
        <input
          type="range"
          min={0}
          max={1}
          step={0.001}
          value={threshold}
          aria-label={`Threshold of ${modelName}`}
          aria-valuetext={`${threshold.toFixed(3)}${isMoved ? `, chosen on validation ${chosen.toFixed(3)}` : ', as chosen on validation'}`}
          onChange={(event) => onChange(Number(event.currentTarget.value))}
        />
        <span className="threshold-mark" style={{ left: `calc(8px + ${chosen} * (100% - 16px))` }} />
      </div>
      <p className="dim sm" style={{ margin: 0 }}>
        {isMoved
          ? 'A look at other thresholds on test: for judging a choice, not for making one. What the run reports stays at the mark.'
          : `Rows with a score at or above it are called positive. ${objective ? `It maximises ${objective} on the validation part.` : 'It was chosen on the validation part.'}`}
      </p>
    </Card>
  );
}
