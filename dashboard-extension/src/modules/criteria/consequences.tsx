import { useApp } from '../../ui/app-context';
import type { Changes } from './preview';

/** What other criteria would change for rules and groups: one table for each. */
export function Consequences({
  rules,
  groups,
  leftOut,
}: {
  rules: Changes['rules'];
  groups: Changes['groups'];
  leftOut: number;
}) {
  const { t } = useApp();
  return (
    <>
      {rules.length > 0 && (
        <Figures
          title={t('preview_rules')}
          first={t('preview_rule')}
          columns={[
            t('now'),
            t('then'),
            t('preview_begins'),
            t('preview_ends'),
            t('preview_holds'),
            t('preview_lapsed'),
          ]}
          rows={rules.map((rule) => ({
            name: rule.name,
            figures: [rule.matchedNow, rule.matchedThen, rule.begins, rule.ends, rule.holds, rule.lapsed],
          }))}
        />
      )}
      {groups.length > 0 && (
        <Figures
          title={t('preview_groups')}
          first={t('preview_group')}
          columns={[t('now'), t('then'), t('preview_enters'), t('preview_leaves')]}
          rows={groups.map((change) => ({
            name: change.group.name,
            figures: [change.membersNow, change.membersThen, change.enters, change.leaves],
          }))}
        />
      )}
      {leftOut > 0 && <p className="soft">{t('preview_left_out', { count: leftOut })}</p>}
    </>
  );
}

interface Row {
  name: string;
  figures: readonly number[];
}

function Figures({
  title,
  first,
  columns,
  rows,
}: {
  title: string;
  first: string;
  columns: readonly string[];
  rows: readonly Row[];
}) {
  const { language } = useApp();
  return (
    <div className="table">
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="number">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              <th scope="row">{row.name}</th>
              {row.figures.map((figure, column) => (
                <td key={columns[column]} className="number">
                  {figure.toLocaleString(language)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
