import { describe, expect, test } from 'vitest';
import { commandList } from '../commands.ts';
import { readCi, writtenCi } from './ci.ts';
import { readingRoles } from './roles.ts';
import { codeText, normalCode, tokenText } from './secret.ts';
import { allianceIncompatibility, mustDiffer, roleIncompatibility } from './segregation.ts';

describe('separate hands', () => {
  test('who did an earlier step may not do the next one', () => {
    const before = [
      { did: 'registró la visita', personId: 'ana' },
      { did: 'la verificó', personId: 'luis' },
      { did: 'la validó', personId: null },
    ];
    expect(mustDiffer(before, 'eva', 'valida')).toBeNull();
    expect(mustDiffer(before, 'luis', 'valida')?.message).toBe(
      'La persona que la verificó no puede ser la misma que valida.',
    );
    expect(mustDiffer(before, 'ana', 'verifica')?.code).toBe('SIGG-205');
  });

  test('who certifies does not pay, the auditor does nothing else, the administrator approves nothing; either way round', () => {
    expect(roleIncompatibility('UCN_FIN', ['SUPERVISOR_CAMPO'])?.other).toBe('SUPERVISOR_CAMPO');
    expect(roleIncompatibility('SUPERVISOR_CAMPO', ['UOD_OFICIAL', 'UCN_DESEMB'])?.other).toBe('UCN_DESEMB');
    expect(roleIncompatibility('AUDITOR', ['UOD_OFICIAL'])).not.toBeNull();
    expect(roleIncompatibility('UCN_COM', ['AUDITOR'])).not.toBeNull();
    expect(roleIncompatibility('ADMIN_TI', ['UCN_COORD'])).not.toBeNull();
    expect(roleIncompatibility('UOD_OPERADOR', ['ADMIN_TI'])).not.toBeNull();
    expect(roleIncompatibility('UOD_OFICIAL', ['UOD_SOCIAL', 'UOD_OFICIAL'])).toBeNull();
    expect(roleIncompatibility('UCN_ME', ['ADMIN_TI'])?.why).toContain('no registra ni aprueba');
  });

  test('in one alliance, who wrote the plan neither accompanies nor certifies', () => {
    expect(allianceIncompatibility('ACOMPANANTE', ['FACILITADOR'])?.message).toContain(
      'Facilitador de una alianza no puede ser Acompañante',
    );
    expect(allianceIncompatibility('FACILITADOR', ['SUPERVISOR_CAMPO'])?.code).toBe('SIGG-408');
    expect(allianceIncompatibility('ACOMPANANTE', [])).toBeNull();
  });
});

describe('identity cards and secrets', () => {
  test('a card is read as people write it', () => {
    expect(readCi('1234567')).toEqual({ number: '1234567', complement: null, issuedIn: null });
    expect(readCi('1.234.567-1k')).toEqual({ number: '1234567', complement: '1K', issuedIn: null });
    expect(readCi('4567890 LP')).toEqual({ number: '4567890', complement: null, issuedIn: 'LP' });
    expect(readCi('4567890-1A CB')).toEqual({ number: '4567890', complement: '1A', issuedIn: 'CB' });
    expect(readCi('12AB567')).toBeNull();
    expect(readCi('123')).toBeNull();
    expect(writtenCi({ number: '1234567', complement: '1K' })).toBe('1234567-1K');
  });

  test('a code survives paper: groups of four, and O I L read as digits', () => {
    const code = codeText(Uint8Array.from([0, 68, 50, 20, 199, 66, 84, 182, 53, 207]));
    expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    expect(normalCode(`  ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `)).toBe(normalCode(code));
    expect(tokenText(new Uint8Array(20).fill(255))).toBe(`sigg_${'z'.repeat(32)}`);
  });
});

describe('who only reads', () => {
  test('sends nothing but what concerns the own access', () => {
    const own = ['device', 'delegation', 'token'];
    const wrong = commandList.filter(
      (c) =>
        c.by.some((role) => (readingRoles as readonly string[]).includes(role)) &&
        !own.includes(c.kind.split('.')[0] ?? ''),
    );
    expect(wrong.map((c) => c.kind)).toEqual([]);
  });
});
