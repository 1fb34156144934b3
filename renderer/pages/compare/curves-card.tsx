import { SegmentedControl } from '@mantine/core';
import { memo, type ReactNode, useState } from 'react';
import type { CurveMarker, CurveSeries } from '../../charts/curve-series.ts';
import { PrecisionRecallChart } from '../../charts/precision-recall-chart.tsx';
import { RocChart } from '../../charts/roc-chart.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Tag } from '../../ui/tag.tsx';
import { ordinalText } from './ordinal-text.ts';

interface CurvesCardProps {
  readonly series: readonly CurveSeries[];
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly positive: string;
  readonly prevalence: number | null;
  readonly testLooks: number;
  readonly marker: CurveMarker | null;
  readonly picker: ReactNode;
}

/** The curves of all models over one another: precision and recall first, ROC on demand. */
export function CurvesCard(props: CurvesCardProps) {
  const { series, isPending, error, positive, prevalence, testLooks, marker, picker } = props;
  const [kind, setKind] = useState<CurveKind>('pr');
  return (
    <Card
      title={
        <>
          {kind === 'pr' ? 'Precision and recall on test' : 'ROC on test'}{' '}
          {testLooks > 0 && <Tag tone="note">{ordinalText(testLooks)} look at this test part</Tag>}
        </>
      }
      aside={
        <>
          {picker}
          <KindToggle kind={kind} onChange={setKind} />
        </>
      }
    >
      <ErrorNote error={error} />
      {isPending && series.length === 0 ? (
        <p className="dim sm" style={{ minHeight: 480 }}>
          Reading the operating points …
        </p>
      ) : kind === 'pr' ? (
        <PrecisionRecallChart series={series} positive={positive} prevalence={prevalence} marker={marker} />
      ) : (
        <RocChart series={series} positive={positive} marker={marker} />
      )}
    </Card>
  );
}

type CurveKind = 'pr' | 'roc';

interface KindToggleProps {
  readonly kind: CurveKind;
  readonly onChange: (kind: CurveKind) => void;
}

/** Kept from rendering again while only the threshold moves. */
const KindToggle = memo(function KindToggle({ kind, onChange }: KindToggleProps) {
  return (
    <SegmentedControl
      aria-label="Kind of curve"
      data={[
        { value: 'pr', label: 'PR' },
        { value: 'roc', label: 'ROC' },
      ]}
      value={kind}
      onChange={(value) => onChange(value === 'roc' ? 'roc' : 'pr')}
    />
  );
});
