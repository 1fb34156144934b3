import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { openDroppedFile } from '../client/open-file.ts';
import { IconUpload } from '../ui/icons.ts';

/** A file dropped anywhere in the window is opened. */
export function DropZone() {
  const [isOver, setOver] = useState(false);
  const [, go] = useLocation();
  useEffect(() => {
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    function onEnter(event: DragEvent): void {
      if (!hasFiles(event)) return;
      depth++;
      setOver(true);
    }
    function onLeave(event: DragEvent): void {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    }
    function onOver(event: DragEvent): void {
      if (hasFiles(event)) event.preventDefault();
    }
    function onDrop(event: DragEvent): void {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) void openDroppedFile(file, go);
    }
    window.addEventListener('dragenter', onEnter);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('dragover', onOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragenter', onEnter);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('drop', onDrop);
    };
  }, [go]);
  if (!isOver) return null;
  return (
    <div className="drop-zone">
      <IconUpload size={28} />
      Drop a CSV or Parquet file to look at it, or a bundle to import it
    </div>
  );
}
