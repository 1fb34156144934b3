import type { ESTree } from 'vite';

export type SyntaxNode = ESTree.Node;

/** Calls `visit` for the node and everything below it, parents first. */
export function walkSyntax(value: unknown, visit: (node: SyntaxNode) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walkSyntax(item, visit);
  } else if (isNode(value)) {
    visit(value);
    for (const child of Object.values(value)) walkSyntax(child, visit);
  }
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
