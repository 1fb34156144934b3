import type { RuleResult } from '../../../core/contract/data-contract.ts';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import { columnLabel } from '../../ui/column-name.ts';
import { EvidenceRows } from '../../ui/evidence-rows.tsx';
import { Inspector } from '../../ui/inspector.tsx';
import { Tag } from '../../ui/tag.tsx';
import { statusTones } from './status-tones.ts';

/** One rule of a contract, and the rows that break it with all their cells, the column concerned first. */
export function RuleInspector(props: { version: DatasetVersion; rule: RuleResult; onClose: () => void }) {
  const { version, rule } = props;
  const concerned = rule.relation?.columns ?? (rule.column === null ? [] : [rule.column]);
  return (
    <Inspector
      title={concerned.length === 0 ? rule.rule : `${concerned.map(columnLabel).join(', ')}: ${rule.rule}`}
      onClose={props.onClose}
    >
      <div className="row">
        <Tag tone={statusTones[rule.status]}>{rule.status}</Tag>
      </div>
      <p>
        Expected: {rule.expected}. Found: {rule.found}.
      </p>
      {rule.status === 'not checked' && rule.relation ? (
        <p>
          It is looked up in the latest version of {rule.relation.dataset}. Load that dataset under this name,
          or edit the contract.
        </p>
      ) : null}
      <EvidenceRows
        label="Rows that break the rule"
        version={version.id}
        columns={version.columns}
        rowNumbers={rule.evidence.map(({ row }) => row)}
        concerned={concerned}
        count={rule.count}
      />
    </Inspector>
  );
}
