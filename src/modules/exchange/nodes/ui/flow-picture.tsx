import { useTexts } from '#web/i18n/use-texts.ts';
import type { NodeMember } from '../contract.ts';
import { nodeTexts } from './i18n/texts.ts';

const [WIDTH, HEIGHT] = [640, 320];

/** This node in the middle, the others around it; a line is as thick as what went over it, and broken where it fails. */
export function FlowPicture({ members }: { readonly members: readonly NodeMember[] }) {
  const say = useTexts(nodeTexts);
  const self = members.find(({ isSelf }) => isSelf);
  const others = members.filter(({ isSelf }) => !isSelf);
  const most = Math.max(1, ...others.map(({ sent, received }) => sent + received));
  return (
    <svg className="nodes-flow" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={say('flows')}>
      {others.map((member, at) => (
        <Flow key={member.id} member={member} most={most} place={placeOf(at, others.length)} />
      ))}
      {self && <Dot x={WIDTH / 2} y={HEIGHT / 2} name={self.name} isSelf />}
    </svg>
  );
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function placeOf(at: number, count: number): Place {
  const angle = (at / count) * 2 * Math.PI - Math.PI / 2 + (count === 1 ? Math.PI / 2 : 0);
  return { x: WIDTH / 2 + Math.cos(angle) * 240, y: HEIGHT / 2 + Math.sin(angle) * 115 };
}

function Flow({ member, most, place }: { readonly member: NodeMember; readonly most: number; readonly place: Place }) {
  const say = useTexts(nodeTexts);
  const { name, sent, received, queued, health } = member;
  const width = 1 + (6 * (sent + received)) / most;
  const words = say('flows.alt', { name, sent, received, queued, health: say(`health.${health}`) });
  const [x, y] = [(place.x + WIDTH / 2) / 2, (place.y + HEIGHT / 2) / 2];
  return (
    <g>
      <title>{words}</title>
      <line
        className={`nodes-line nodes-line-${health}`}
        x1={WIDTH / 2}
        y1={HEIGHT / 2}
        x2={place.x}
        y2={place.y}
        strokeWidth={width}
      />
      <text className="nodes-count" x={x} y={y - 6} textAnchor="middle">
        {sent} / {received}
      </text>
      <Dot x={place.x} y={place.y} name={name} />
    </g>
  );
}

function Dot({ x, y, name, isSelf = false }: Place & { readonly name: string; readonly isSelf?: boolean }) {
  return (
    <>
      <circle className={isSelf ? 'nodes-dot nodes-dot-self' : 'nodes-dot'} cx={x} cy={y} r={isSelf ? 12 : 9} />
      <text className="nodes-name" x={x} y={y + 28} textAnchor="middle">
        {name}
      </text>
    </>
  );
}
