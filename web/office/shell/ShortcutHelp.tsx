import { useState } from 'react';
import { officeWords as w } from '../../../domain/words/office.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { isOpen, screens } from '../screens.ts';
import { useSession } from '../session.tsx';
import { areShortcutsOn, setShortcuts } from './shortcutChoice.ts';

const always: readonly [string[], string][] = [
  [['Ctrl', 'K'], 'Buscar en todo'],
  [['/'], 'Ir al buscador de la página'],
  [['?'], 'Mostrar estos atajos'],
  [['↑', '↓'], 'Pasar de fila en fila en una lista'],
  [['Esc'], 'Cerrar lo que está abierto'],
];

/** The keys while a batch is open for verification. */
const reviewing: readonly [string[], string][] = [
  [['V'], 'Verificar o validar el registro'],
  [['O'], 'Observar el registro'],
  [['←', '→'], 'Registro anterior o siguiente'],
];

export function ShortcutHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { may } = useSession();
  const [on, setOn] = useState(areShortcutsOn);
  const rows: readonly [string[], string][] = [
    ...always,
    ...(may.query('verification.batch') ? reviewing : []),
    ...screens.filter((s) => s.key && isOpen(s, may)).map((s): [string[], string] => [['g', s.key ?? ''], s.title]),
  ];
  return (
    <Dialog opened={opened} onClose={onClose} title={w.shortcuts} size="s">
      <div className="stack">
        <table className="keys">
          <tbody>
            {rows.map(([keys, what]) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                <td>
                  {keys.map((k) => (
                    <kbd key={k}>{k}</kbd>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <label className="choice">
          <input
            type="checkbox"
            checked={on}
            onChange={(e) => {
              setShortcuts(e.target.checked);
              setOn(e.target.checked);
            }}
          />
          <span>Usar atajos de una sola tecla</span>
        </label>
      </div>
    </Dialog>
  );
}
