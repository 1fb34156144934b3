import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { Issue } from '../../../core/contract/profile.ts';
import type { RelationNode } from '../../../core/contract/relation.ts';
import { EvidenceRows } from '../../ui/evidence-rows.tsx';
import { keepUnits } from '../../ui/format.ts';
import { Tag } from '../../ui/tag.tsx';

/** A dataset whose rows can be shown. */
export type FoundIn = Pick<RelationNode, 'version' | 'name' | 'columns'>;

/** A finding, and the dataset that its rows are of; null where they are of none that is there. */
export interface Finding {
  readonly issue: Issue;
  readonly of: FoundIn | null;
}

/** Findings about keys and joins; the rows that show one are asked for when they are wanted. */
export function RelationFindings({ findings, label }: { findings: readonly Finding[]; label?: string }) {
  return (
    <ul className="join-findings" aria-label={label}>
      {findings.map(({ issue, of }) => (
        <li key={`${of?.version} ${issue.detector} ${issue.title}`}>
          <Tag tone={issue.severity}>{issue.severity}</Tag>
          <div>
            <strong>{issue.title}</strong>
            <p>{keepUnits(issue.message)}</p>
            {of && issue.rows.length > 0 ? <Rows issue={issue} of={of} /> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** A version as a dataset whose rows can be shown. */
export function foundIn({ id, name, columns }: DatasetVersion): FoundIn {
  return { version: id, name, columns };
}

function Rows({ issue, of }: { issue: Issue; of: FoundIn }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="stack">
      <div>
        <Button size="compact-sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide rows' : 'Show rows'}
        </Button>
      </div>
      {isOpen ? (
        <EvidenceRows
          label={`Rows of ${of.name} as evidence: ${issue.title}`}
          of={of.name}
          version={of.version}
          columns={of.columns}
          rowNumbers={issue.rows}
          concerned={issue.columns}
          count={issue.count}
        />
      ) : null}
    </div>
  );
}
