import { useDevice } from '../device.tsx';
import { languages } from '../i18n/language.ts';
import { shellTexts } from '../i18n/shell.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { CheckField } from '../kit/field.tsx';
import { Icon } from '../kit/icon.tsx';
import { Menu } from '../kit/menu.tsx';
import { Segmented } from '../kit/segmented.tsx';
import './view-menu.css';

export function ViewMenu() {
  const say = useTexts(shellTexts);
  return (
    <Menu label={say('view.menu')} button={<Icon name="view" />}>
      {() => <ViewChoices />}
    </Menu>
  );
}

/** Colours, layout, language and 长者模式; remembered on this device. */
export function ViewChoices() {
  const say = useTexts(shellTexts);
  const { choice, language, choose, speak } = useDevice();
  const themes = (['auto', 'light', 'dark'] as const).map((value) => ({ value, label: say(`view.theme.${value}`) }));
  const layouts = (['auto', 'desk', 'phone', 'wall'] as const).map((value) => ({
    value,
    label: say(`view.layout.${value}`),
  }));
  const tongues = languages.map((value) => ({ value, label: say(`view.language.${value}`) }));
  return (
    <div className="view-choices">
      <span>{say('view.theme')}</span>
      <Segmented
        label={say('view.theme')}
        choices={themes}
        value={choice.theme}
        onChange={(theme) => choose({ theme })}
      />
      <span>{say('view.layout')}</span>
      <Segmented
        label={say('view.layout')}
        choices={layouts}
        value={choice.layout}
        onChange={(layout) => choose({ layout })}
      />
      <span>{say('view.language')}</span>
      <Segmented label={say('view.language')} choices={tongues} value={language} onChange={speak} />
      <CheckField
        label={say('view.elder')}
        checked={choice.elder}
        onChange={(event) => choose({ elder: event.target.checked })}
      />
    </div>
  );
}
