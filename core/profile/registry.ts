import type { Detector } from './detector.ts';
import { cardinalityHigh } from './detectors/cardinality-high.ts';
import { constantColumn } from './detectors/constant-column.ts';
import { constantQuasi } from './detectors/constant-quasi.ts';
import { correlationCollinear } from './detectors/correlation-collinear.ts';
import { correlationPair } from './detectors/correlation-pair.ts';
import { correlationReversal } from './detectors/correlation-reversal.ts';
import { duplicateColumn } from './detectors/duplicate-column.ts';
import { duplicateConflict } from './detectors/duplicate-conflict.ts';
import { duplicateNear } from './detectors/duplicate-near.ts';
import { duplicateRow } from './detectors/duplicate-row.ts';
import { idColumn } from './detectors/id-column.ts';
import { idGroup } from './detectors/id-group.ts';
import { leakAfterOutcome } from './detectors/leak-after-outcome.ts';
import { leakFeature } from './detectors/leak-feature.ts';
import { leakName } from './detectors/leak-name.ts';
import { missingColumn } from './detectors/missing-column.ts';
import { missingDisguisedMix } from './detectors/missing-disguised-mix.ts';
import { missingInformative } from './detectors/missing-informative.ts';
import { missingRow } from './detectors/missing-row.ts';
import { missingSentinel } from './detectors/missing-sentinel.ts';
import { missingTogether } from './detectors/missing-together.ts';
import { numberCapped } from './detectors/number-capped.ts';
import { numberImputed } from './detectors/number-imputed.ts';
import { numberInfinite } from './detectors/number-infinite.ts';
import { numberOutlier } from './detectors/number-outlier.ts';
import { numberOutlierRow } from './detectors/number-outlier-row.ts';
import { numberSkew } from './detectors/number-skew.ts';
import { numberUnitMix } from './detectors/number-unit-mix.ts';
import { numberZeros } from './detectors/number-zeros.ts';
import { orderNonIid } from './detectors/order-non-iid.ts';
import { piiBirthDate } from './detectors/pii-birth-date.ts';
import { piiCard } from './detectors/pii-card.ts';
import { piiCoordinates } from './detectors/pii-coordinates.ts';
import { piiEmail } from './detectors/pii-email.ts';
import { piiIban } from './detectors/pii-iban.ts';
import { piiIp } from './detectors/pii-ip.ts';
import { piiMac } from './detectors/pii-mac.ts';
import { piiName } from './detectors/pii-name.ts';
import { piiNationalId } from './detectors/pii-national-id.ts';
import { piiPhone } from './detectors/pii-phone.ts';
import { piiSsn } from './detectors/pii-ssn.ts';
import { piiStreet } from './detectors/pii-street.ts';
import { protectedAttribute } from './detectors/protected-attribute.ts';
import { protectedProxy } from './detectors/protected-proxy.ts';
import { schemaCodeAsNumber } from './detectors/schema-code-as-number.ts';
import { schemaDateAsText } from './detectors/schema-date-as-text.ts';
import { schemaMixedTypes } from './detectors/schema-mixed-types.ts';
import { schemaNumberAsText } from './detectors/schema-number-as-text.ts';
import { targetImbalance } from './detectors/target-imbalance.ts';
import { targetLabelNoise } from './detectors/target-label-noise.ts';
import { targetMissing } from './detectors/target-missing.ts';
import { targetSingle } from './detectors/target-single.ts';
import { textEncoding } from './detectors/text-encoding.ts';
import { textLength } from './detectors/text-length.ts';
import { textVariants } from './detectors/text-variants.ts';
import { timeDst } from './detectors/time-dst.ts';
import { timeDuplicate } from './detectors/time-duplicate.ts';
import { timeFuture } from './detectors/time-future.ts';
import { timeGap } from './detectors/time-gap.ts';

/** All detectors, those whose findings harm an evaluation most first; ties in severity rank in this order. */
export const detectors: readonly Detector[] = [
  targetSingle,
  leakAfterOutcome,
  leakFeature,
  leakName,
  missingInformative,
  missingSentinel,
  numberInfinite,
  duplicateRow,
  duplicateConflict,
  duplicateNear,
  idGroup,
  idColumn,
  orderNonIid,
  targetMissing,
  targetLabelNoise,
  targetImbalance,
  missingColumn,
  missingRow,
  numberUnitMix,
  schemaMixedTypes,
  schemaNumberAsText,
  schemaDateAsText,
  schemaCodeAsNumber,
  missingDisguisedMix,
  numberImputed,
  numberCapped,
  textVariants,
  textEncoding,
  constantColumn,
  duplicateColumn,
  constantQuasi,
  timeFuture,
  timeDuplicate,
  timeDst,
  timeGap,
  piiCard,
  piiIban,
  piiNationalId,
  piiSsn,
  piiEmail,
  piiPhone,
  piiName,
  piiBirthDate,
  piiStreet,
  piiCoordinates,
  piiIp,
  piiMac,
  protectedProxy,
  cardinalityHigh,
  numberOutlier,
  numberOutlierRow,
  numberSkew,
  numberZeros,
  textLength,
  missingTogether,
  correlationPair,
  correlationCollinear,
  correlationReversal,
  protectedAttribute,
];
