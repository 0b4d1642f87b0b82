import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import { minute } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { Confirm } from '../../ui/confirm';
import { FewRows } from '../../ui/few-rows';
import type { Customer } from './customer-page';
import { NoteForm } from './note-form';
import { useNotes } from './use-notes';

type Note = Customer['notes'][number];

/** What staff wrote about a customer. */
export function NotesCard({
  customer,
  notes,
  changed,
}: {
  customer: string;
  notes: readonly Note[];
  changed: () => void;
}) {
  const { t, tell } = useApp();
  const { write, change, remove } = useNotes();
  const [edited, setEdited] = useState<string | null>(null);
  const [doomed, setDoomed] = useState<Note | null>(null);
  const then = (told: string) => {
    tell(told);
    changed();
  };
  return (
    <section className="card" aria-labelledby="notes">
      <h3 id="notes">{t('notes')}</h3>
      {notes.length === 0 ? (
        <p className="soft">{t('no_notes')}</p>
      ) : (
        <FewRows rows={notes} first={5} of={t('notes')}>
          {(shown) => (
            <ul className="plain-list">
              {shown.map((note) => (
                <li key={note.id}>
                  {edited === note.id ? (
                    <NoteForm
                      label={t('note_text')}
                      submit={t('note_save')}
                      text={note.text}
                      cancel={() => setEdited(null)}
                      keep={async (text) => {
                        const errors = await change(note.id, text);
                        if (errors.length === 0) {
                          setEdited(null);
                          then(t('note_changed'));
                        }
                        return errors;
                      }}
                    />
                  ) : (
                    <Shown note={note} edit={() => setEdited(note.id)} remove={() => setDoomed(note)} />
                  )}
                </li>
              ))}
            </ul>
          )}
        </FewRows>
      )}
      <NoteForm
        label={t('note_new')}
        submit={t('note_write')}
        keep={async (text) => {
          const errors = await write(customer, text);
          if (errors.length === 0) then(t('note_written'));
          return errors;
        }}
      />
      {doomed && (
        <Confirm
          title={t('note_delete_title')}
          confirm={t('note_delete')}
          withReason={false}
          about="note"
          dangerous
          close={() => setDoomed(null)}
          run={async () => {
            const errors = await remove(doomed.id);
            if (errors.length === 0) then(t('note_deleted'));
            return errors;
          }}
        >
          <p>{t('note_delete_text')}</p>
        </Confirm>
      )}
    </section>
  );
}

function Shown({ note, edit, remove }: { note: Note; edit: () => void; remove: () => void }) {
  const { t, language } = useApp();
  const who = [minute(note.createdAt, language), t('by', { author: note.author.label })];
  if (note.changedAt) {
    const author = note.changedBy?.label ?? '';
    who.push(t('note_changed_at', { at: minute(note.changedAt, language), author }));
  }
  return (
    <>
      <p className="note-text">{note.text}</p>
      <span className="sub">{who.join(' · ')}</span>
      {note.canChange && (
        <span className="row">
          <Button
            size="small"
            variant="secondary"
            onClick={edit}
            aria-label={t('note_edit_this', nameOf(note))}
          >
            {t('note_edit')}
          </Button>
          <Button
            size="small"
            variant="secondary"
            onClick={remove}
            aria-label={t('note_delete_this', nameOf(note))}
          >
            {t('note_delete')}
          </Button>
        </span>
      )}
    </>
  );
}

/** Its beginning, so that who only hears the buttons knows which note they are of. */
function nameOf(note: Note) {
  const start = Array.from(note.text.replace(/\s+/g, ' '));
  return { note: start.length > 40 ? `${start.slice(0, 40).join('')}…` : start.join('') };
}
