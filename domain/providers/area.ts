import { goodsSupplierLife } from './goodsSupplier.ts';
import { interestLife } from './interest.ts';
import { providerContractLife } from './providerContract.ts';
import { providerPerformanceLife } from './providerPerformance.ts';
import { regionalServiceLife } from './regionalService.ts';
import { serviceProviderLife } from './serviceProvider.ts';

/** What the area of providers brings: the lives of its nouns, providers before what refers to them. */
export const providerLives = [
  serviceProviderLife,
  providerContractLife,
  providerPerformanceLife,
  interestLife,
  regionalServiceLife,
  goodsSupplierLife,
] as const;
