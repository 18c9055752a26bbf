import { allianceDataSchema } from '../alliance/adopt.ts';
import { agreementContent } from '../alliance/agreement.ts';
import { type AllianceProfile, allianceDataFields, gapsOf } from '../alliance/alliance.ts';
import { businessAgreementContent } from '../alliance/businessAgreement.ts';
import { membershipContent } from '../alliance/membership.ts';
import { type Conversion, inBaseUnit, saleBodySchema, saleFields } from '../field/sale.ts';
import { visitBodySchema, visitFields } from '../field/visit.ts';
import { daySchema } from '../kernel/envelope.ts';
import { lineTotal } from '../kernel/money.ts';

interface FieldSchema {
  readonly safeParse: (value: unknown) => { readonly success: boolean; readonly data?: unknown };
}

interface Versioned {
  /** Fields of content that people fill in, each with its schema. */
  readonly content: Readonly<Record<string, FieldSchema>>;
  /** The fields whose changes a correction carries, derived ones included. */
  readonly fields: readonly string[];
  /** Works out what follows from the content, such as gaps and totals. */
  readonly derive: (row: Record<string, unknown>, conversions: readonly Conversion[]) => Record<string, unknown>;
}

const same = (row: Record<string, unknown>) => row;

/** Every kind of record that is kept in versions, by its table. */
export const versioned: Readonly<Record<string, Versioned>> = {
  alliance_profile: {
    content: allianceDataSchema.shape,
    fields: allianceDataFields,
    derive: (row) => ({ ...row, gaps: gapsOf(row as Partial<AllianceProfile>) }),
  },
  agreement: { content: agreementContent, fields: Object.keys(agreementContent), derive: same },
  commercial_agreement: {
    content: businessAgreementContent,
    fields: Object.keys(businessAgreementContent),
    derive: same,
  },
  organisation_member: { content: membershipContent, fields: Object.keys(membershipContent), derive: same },
  visit: { content: { ...visitBodySchema.shape, occurredOn: daySchema }, fields: visitFields, derive: same },
  sale: {
    content: { ...saleBodySchema.shape, occurredOn: daySchema },
    fields: saleFields,
    derive: (row, conversions) => {
      const { quantity, price, productCode, unitCode } = row as {
        quantity: number;
        price: number;
        productCode: string;
        unitCode: string;
      };
      const conversion = conversions.find((c) => c.productCode === productCode && c.unitCode === unitCode) ?? null;
      return { ...row, total: lineTotal(quantity, price), quantityBase: inBaseUnit(quantity, conversion) };
    },
  },
};

export const versionedNames = Object.keys(versioned);

export function isVersioned(noun: string): boolean {
  return Object.hasOwn(versioned, noun);
}
