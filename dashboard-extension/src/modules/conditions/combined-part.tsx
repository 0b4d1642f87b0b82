import { Button } from '@saleor/macaw-ui';
import { Plus, Trash2 } from 'lucide-react';
import { Fragment, type Ref } from 'react';
import { useApp } from '../../ui/app-context';
import { ComparisonPart } from './comparison-part';
import {
  combined,
  DEEPEST,
  MODES,
  MOST_PARTS,
  newComparison,
  type Combined,
  type Mode,
  type Part,
} from './condition-form';
import { added, changed, removed, sizeOf } from './edit-tree';
import { useEditing } from './editing';
import { FaultLines } from './fault-lines';

interface Props {
  part: Combined;
  number: string;
  depth: number;
  /** Of the outermost: where the focus goes when a part is gone. */
  addButton?: Ref<HTMLButtonElement>;
}

/** All, any or none of several parts, each of which may be such a one again. */
export function CombinedPart({ part, number, depth, addButton }: Props) {
  const { t } = useApp();
  const editing = useEditing();
  const { root, fields } = editing;
  const first = fields.values().next().value;
  const add = (made: Part, fresh: string) => {
    editing.markFresh(fresh);
    editing.change(added(root, part.id, made));
  };
  const full = sizeOf(root) >= MOST_PARTS;
  const faults = editing.faults.get(part.id) ?? [];
  const hasNone = part.parts.length === 0;
  return (
    <fieldset className={depth === 1 ? 'combined' : 'combined combined-inner'}>
      <legend className="hidden">{t(depth === 1 ? 'cond_whole' : 'cond_number', { number })}</legend>
      <div className="row">
        <select
          aria-label={t('cond_mode')}
          value={part.mode}
          onChange={(event) =>
            editing.change(
              changed(root, part.id, (found) => ({ ...found, mode: event.target.value as Mode }) as Combined),
            )
          }
        >
          {MODES.map((mode) => (
            <option key={mode} value={mode}>
              {t(`cond_${mode}`)}
            </option>
          ))}
        </select>
        {depth > 1 && (
          <button
            type="button"
            className="icon"
            aria-label={t('cond_remove', { number })}
            onClick={() => {
              editing.change(removed(root, part.id));
              editing.focusAdd();
            }}
          >
            <Trash2 size={16} aria-hidden />
          </button>
        )}
      </div>
      <div className="parts">
        {part.parts.map((one, at) => {
          const name = number ? `${number}.${at + 1}` : String(at + 1);
          return (
            <Fragment key={one.id}>
              {at > 0 && <span className="joined soft">{t(`cond_join_${part.mode}`)}</span>}
              {one.kind === 'comparison' ? (
                <ComparisonPart part={one} number={name} />
              ) : (
                <CombinedPart part={one} number={name} depth={depth + 1} />
              )}
            </Fragment>
          );
        })}
      </div>
      <FaultLines
        id={`${part.id}-fault`}
        messages={faults.map((fault) => fault.message)}
        {...(hasNone && { instead: 'fault_no_parts' as const })}
      />
      <div className="row">
        <Button
          ref={addButton}
          type="button"
          size="small"
          variant="secondary"
          icon={<Plus size={16} aria-hidden />}
          disabled={full || !first}
          onClick={() => {
            if (!first) return;
            const made = newComparison(first);
            add(made, made.id);
          }}
        >
          {t('cond_add')}
        </Button>
        {depth < DEEPEST - 1 && (
          <Button
            type="button"
            size="small"
            variant="tertiary"
            disabled={full || !first}
            onClick={() => {
              if (!first) return;
              const made = newComparison(first);
              add(combined(part.mode === 'any' ? 'all' : 'any', [made]), made.id);
            }}
          >
            {t('cond_add_several')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
