import { useCallback, useMemo, useRef } from 'react';
import type { CustomerMgmtConditionSubject } from '../../generated/graphql';
import { useApp } from '../../ui/app-context';
import { FaultNotice } from '../../ui/notice';
import { CombinedPart } from './combined-part';
import { jsonOf, type Combined, type Fields } from './condition-form';
import './conditions.css';
import { changed } from './edit-tree';
import { EditingContext, type Editing } from './editing';
import { faultsOfParts, type PlacedFault } from './faults-of-parts';
import { useConditionCheck, type Checked } from './use-condition-check';
import { useGroupNames } from './use-condition-fields';

interface Props {
  subject: CustomerMgmtConditionSubject;
  fields: Fields;
  root: Combined;
  change: (root: Combined) => void;
  /** What was said when it was saved or tried: some of it only then is looked at. */
  refused: readonly PlacedFault[];
}

/** A condition built of parts; below it what it says, as the server understands it. */
export function ConditionEditor({ subject, fields, root, change, refused }: Props) {
  const groups = useGroupNames();
  const written = useMemo(() => JSON.stringify(jsonOf(root, fields)), [root, fields]);
  const checked = useConditionCheck(root.parts.length === 0 ? null : written, subject);
  const fresh = useRef<string | null>(null);
  const takeFresh = useCallback((id: string) => {
    if (fresh.current !== id) return false;
    fresh.current = null;
    return true;
  }, []);
  const addButton = useRef<HTMLButtonElement>(null);
  const faults = useMemo(
    () => faultsOfParts(root, [...checked.faults, ...refused]),
    [root, checked, refused],
  );
  const editing: Editing = {
    root,
    fields,
    groups,
    faults,
    change,
    markFresh: (id) => {
      fresh.current = id;
    },
    takeFresh,
    replaced: (id, made) => changed(root, id, made),
    focusAdd: () => addButton.current?.focus(),
  };
  return (
    <EditingContext.Provider value={editing}>
      <CombinedPart part={root} number="" depth={1} addButton={addButton} />
      <Says checked={checked} isEmpty={root.parts.length === 0} />
    </EditingContext.Provider>
  );
}

/** The condition in words, live. What it said before is not left standing beside what is typed now. */
function Says({ checked, isEmpty }: { checked: Checked; isEmpty: boolean }) {
  const { t, language } = useApp();
  const { sentence, faults, waiting, error } = checked;
  return (
    <div className="says" role="status" aria-label={t('cond_says')} aria-busy={waiting}>
      {isEmpty ? (
        <span className="soft">{t('cond_nothing')}</span>
      ) : sentence ? (
        sentence[language]
      ) : waiting ? (
        <span className="soft">…</span>
      ) : faults.length > 0 ? (
        <span className="soft">{t('cond_unfinished')}</span>
      ) : (
        <FaultNotice error={error} />
      )}
    </div>
  );
}
