import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { useTexts } from '#web/i18n/use-texts.ts';
import type { LineageGraph, LineageNode } from '../contract.ts';
import { isWord, lineageTexts } from './i18n/texts.ts';
import { BOX, placeGraph } from './place.ts';

/** A lineage graph drawn; the table behind it says the same to a screen reader. */
export function Drawing({ graph }: { readonly graph: LineageGraph }) {
  const { width, height, nodes, edges } = useMemo(() => placeGraph(graph.nodes, graph.edges), [graph]);
  return (
    <div className="lineage-frame">
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <defs>
          <marker id="lineage-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0 8 4 0 8Z" className="lineage-tip" />
          </marker>
        </defs>
        {edges.map(({ key, points }) => (
          <polyline
            key={key}
            className="lineage-edge"
            points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
            markerEnd="url(#lineage-tip)"
          />
        ))}
        {nodes.map(({ node, x, y }) => (
          <Box key={`${node.kind}:${node.id}`} node={node} x={x - BOX.width / 2} y={y - BOX.height / 2} />
        ))}
      </svg>
    </div>
  );
}

function Box({ node, x, y }: { readonly node: LineageNode; readonly x: number; readonly y: number }) {
  const say = useTexts(lineageTexts);
  const navigate = useNavigate();
  const word = `kind.${node.kind}`;
  const kind = isWord(word) ? say(word) : node.kind;
  const open = () => node.href !== null && void navigate(node.href);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the drawing is hidden from readers; its table has the links.
    <g
      transform={`translate(${x} ${y})`}
      className={node.level === 0 ? 'lineage-box lineage-here' : 'lineage-box'}
      onClick={open}
    >
      <title>{node.name}</title>
      <rect width={BOX.width} height={BOX.height} rx="4" />
      <text x="10" y="17" className="lineage-kind">
        {kind}
      </text>
      <text x="10" y="36">
        {node.name.length > 11 ? `${node.name.slice(0, 10)}…` : node.name}
      </text>
    </g>
  );
}
