import { useTexts } from '#web/i18n/use-texts.ts';
import { Card } from '#web/kit/card.tsx';
import { portalTexts } from '../i18n/texts.ts';

const LINKS = [
  '/catalog.ttl',
  '/catalog.jsonld',
  '/data.json',
  '/api/3/action/package_search',
  '/sitemap.xml',
  '/api/openapi.json',
];

/** What is opened, under which terms, and where programs begin. */
export function Page() {
  const say = useTexts(portalTexts);
  return (
    <>
      <h1>{say('site.about')}</h1>
      <p className="open-lead">{say('about.lead')}</p>
      <div className="open-stack">
        {(['what', 'use'] as const).map((key) => (
          <Card key={key} title={say(`about.${key}`)}>
            <p className="open-pad">{say(`about.${key}.words`)}</p>
          </Card>
        ))}
        <Card title={say('about.machines')}>
          <ul className="open-pad">
            {LINKS.map((href) => (
              <li key={href}>
                <a href={href}>{href}</a>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}
