import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Need } from '../../api/types';
import { lookup, useT } from '../../i18n';
import type { Column } from '../kit/data-table';
import { DraftCell } from './draft-cells';
import { DRAFT_FIELDS, GAP_FIELD, type DraftField, type Drafts } from './draft-state';

/** A cell of the table. */
export interface Place {
  need: Need;
  field: DraftField;
}

interface Table {
  items: Need[];
  drafts: Drafts;
  /** An enterprise's own drafts do not name it. */
  own: boolean;
  focused: (place: Place) => void;
  fill: (place: Place) => void;
  /** Left out where only one enterprise is shown. */
  only?: ((enterpriseId: string) => void) | undefined;
}

/** What a draft lacks; what no typing here can add is said so. */
const Lacks = ({ gaps }: { gaps: string[] }): ReactNode => {
  const t = useT('console');
  if (gaps.length === 0) return null;
  const beyond = gaps.some((gap) => !(gap in GAP_FIELD));
  return (
    <small>
      {t('needs.gaps', { what: gaps.map((gap) => lookup('console', `gap.${gap}`, gap)).join(t('import.and')) })}
      {beyond ? ` · ${t('drafts.cannotFill')}` : ''}
    </small>
  );
};

const Name = ({ need, drafts, own, only }: { need: Need } & Pick<Table, 'drafts' | 'own' | 'only'>): ReactNode => {
  const t = useT('console');
  const fault = drafts.faults[need.id]?.['row'];
  return (
    <span className="draft-name">
      <input
        type="checkbox"
        aria-label={t('drafts.chooseOne', { title: need.title })}
        checked={need.id in drafts.chosen}
        onChange={(event) => drafts.choose([need], event.target.checked)}
      />
      <span>
        <Link to="/needs/$id" params={{ id: need.id }}>
          {need.title}
        </Link>
        {own ? null : (
          <small>
            {need.enterpriseName}{' '}
            {only ? (
              <button type="button" className="link" onClick={() => only(need.enterpriseId)}>
                {t('drafts.onlyThis')}
              </button>
            ) : null}
          </small>
        )}
        <Lacks gaps={need.gaps} />
        {fault ? (
          <small className="field-error" role="alert">
            {fault}
          </small>
        ) : null}
      </span>
    </span>
  );
};

export const useDraftColumns = ({ items, drafts, own, focused, fill, only }: Table): Column<Need>[] => {
  const t = useT('console');
  const field = (of: DraftField): Column<Need> => ({
    key: of,
    title: t(`drafts.field.${of}`),
    cell: (need) => {
      const value = drafts.valueOf(need, of);
      return (
        <DraftCell
          need={need}
          row={items.indexOf(need)}
          field={of}
          value={value}
          name={drafts.names[String(value)] ?? (value === need.occupationCode ? need.occupationName : null)}
          missing={need.gaps.some((gap) => GAP_FIELD[gap] === of) && !value}
          changed={drafts.isChanged(need, of)}
          fault={drafts.faults[need.id]?.[of]}
          say={(said, name) => drafts.say(need, of, said, name)}
          focused={() => focused({ need, field: of })}
          fillDown={() => fill({ need, field: of })}
        />
      );
    },
  });
  return [
    { key: 'title', title: t('drafts.post'), main: true, cell: (need) => <Name need={need} drafts={drafts} own={own} only={only} /> },
    ...DRAFT_FIELDS.map(field),
  ];
};
