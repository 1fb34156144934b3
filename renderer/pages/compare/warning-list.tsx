import { IconAlertTriangle } from '../../ui/icons.ts';
import './warning-list.css';

/** What limits the reading of a page, each in a sentence. */
export function WarningList({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className="warning-list" aria-label="Warnings">
      {warnings.map((warning) => (
        <li key={warning}>
          <IconAlertTriangle size={16} aria-hidden />
          <span>{warning}</span>
        </li>
      ))}
    </ul>
  );
}
