/**
 * The languages in which people may complain and are answered (domain brief 3.11), by the code stored with the
 * complaint.
 */
export const complaintLanguages = {
  es: 'castellano',
  qu: 'quechua',
  ay: 'aymara',
  gn: 'guaraní',
  en: 'inglés',
} as const;

export type ComplaintLanguage = keyof typeof complaintLanguages;
