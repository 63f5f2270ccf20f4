/** Data: the units by category with their names, as the unit picker lists them. Ids are those of units.ts. */

export interface UnitEntry {
  readonly id: string;
  readonly name: string;
}

export interface UnitCategory {
  readonly name: string;
  readonly units: readonly UnitEntry[];
}

/** One line per category, `id=name` separated by `;`. */
const LINES = `
Misc|none=None;string=String;short=Short (k, Mil, Bil);sishort=SI short (k, M, G);percent=Percent (0-100);percentunit=Percent (0.0-1.0);humidity=Humidity (%H);dB=Decibel;dBm=Decibel-milliwatt;hex0x=Hexadecimal (0x);hex=Hexadecimal;sci=Scientific notation;locale=Number with separators;pixel=Pixels;candela=Candela;lux=Lux;lumens=Lumens
Data|bytes=bytes (IEC, 1024);decbytes=bytes (SI, 1000);bits=bits (IEC, 1024);decbits=bits (SI, 1000);kbytes=kibibytes;deckbytes=kilobytes;mbytes=mebibytes;decmbytes=megabytes;gbytes=gibibytes;decgbytes=gigabytes;tbytes=tebibytes;dectbytes=terabytes;pbytes=pebibytes;decpbytes=petabytes
Data rate|pps=packets/sec;binBps=bytes/sec (IEC, 1024);Bps=bytes/sec (SI, 1000);binbps=bits/sec (IEC, 1024);bps=bits/sec (SI, 1000);KiBs=kibibytes/sec;Kibits=kibibits/sec;KBs=kilobytes/sec;Kbits=kilobits/sec;MiBs=mebibytes/sec;Mibits=mebibits/sec;MBs=megabytes/sec;Mbits=megabits/sec;GiBs=gibibytes/sec;Gibits=gibibits/sec;GBs=gigabytes/sec;Gbits=gigabits/sec;TiBs=tebibytes/sec;Tibits=tebibits/sec;TBs=terabytes/sec;Tbits=terabits/sec;PiBs=pebibytes/sec;Pibits=pebibits/sec;PBs=petabytes/sec;Pbits=petabits/sec
Time|s=seconds (s);ms=milliseconds (ms);µs=microseconds (µs);ns=nanoseconds (ns);m=minutes (m);h=hours (h);d=days (d);hertz=Hertz (1/s);dtdurations=duration (s);dtdurationms=duration (ms);dthms=duration (hh:mm:ss);dtdhms=duration (d hh:mm:ss);timeticks=timeticks (s/100);clocks=clock (s);clockms=clock (ms)
Date and time|dateTimeAsIso=Date and time, ISO;dateTimeAsIsoNoDateIfToday=Date and time, ISO (no date if today);dateTimeAsUS=Date and time, US;dateTimeAsUSNoDateIfToday=Date and time, US (no date if today);dateTimeAsLocal=Date and time, local;dateTimeAsLocalNoDateIfToday=Date and time, local (no date if today);dateTimeAsSystem=Date and time, default;dateTimeAsSystemNoDateIfToday=Date and time, default (no date if today);dateTimeFromNow=From now
Throughput|cps=counts/sec (c/s);ops=operations/sec (ops/s);reqps=requests/sec (req/s);rps=reads/sec (rd/s);wps=writes/sec (wr/s);iops=I/O operations/sec (io/s);eps=events/sec (evt/s);mps=messages/sec (msg/s);recps=records/sec (rec/s);rowsps=rows/sec (rows/s);cpm=counts/min (c/m);opm=operations/min (ops/m);reqpm=requests/min (req/m);rpm=reads/min (rd/m);wpm=writes/min (wr/m);epm=events/min (evts/m);mpm=messages/min (msg/m)
Boolean|bool=True / False;bool_yes_no=Yes / No;bool_on_off=On / Off
Temperature|celsius=Celsius (°C);fahrenheit=Fahrenheit (°F);kelvin=Kelvin (K)
Energy|watt=Watt (W);kwatt=Kilowatt (kW);megwatt=Megawatt (MW);gwatt=Gigawatt (GW);mwatt=Milliwatt (mW);Wm2=Watt per square metre (W/m²);voltamp=Volt-ampere (VA);kvoltamp=Kilovolt-ampere (kVA);voltampreact=Volt-ampere reactive (VAr);kvoltampreact=Kilovolt-ampere reactive (kVAr);watth=Watt-hour (Wh);watthperkg=Watt-hour per kilogram (Wh/kg);kwatth=Kilowatt-hour (kWh);kwattm=Kilowatt-min (kWm);amph=Ampere-hour (Ah);kamph=Kiloampere-hour (kAh);mamph=Milliampere-hour (mAh);joule=Joule (J);ev=Electron volt (eV);amp=Ampere (A);kamp=Kiloampere (kA);mamp=Milliampere (mA);volt=Volt (V);kvolt=Kilovolt (kV);mvolt=Millivolt (mV);ohm=Ohm (Ω);kohm=Kiloohm (kΩ);mohm=Milliohm (mΩ);Mohm=Megaohm (MΩ);farad=Farad (F);µfarad=Microfarad (µF);nfarad=Nanofarad (nF);pfarad=Picofarad (pF);ffarad=Femtofarad (fF);henry=Henry (H);mhenry=Millihenry (mH);µhenry=Microhenry (µH)
Currency|currencyUSD=Dollars ($);currencyEUR=Euro (€);currencyGBP=Pounds (£);currencyJPY=Yen (¥);currencyCNY=Yuan (¥);currencyCHF=Swiss franc (CHF);currencyINR=Indian rupee (₹);currencyRUB=Rubles (₽);currencyUAH=Hryvnias (₴);currencyBRL=Real (R$);currencyDKK=Danish krone (kr);currencyISK=Icelandic króna (kr);currencyNOK=Norwegian krone (kr);currencySEK=Swedish krona (kr);currencyCZK=Czech koruna (Kč);currencyPLN=Polish złoty (zł);currencyBGN=Bulgarian lev (BGN);currencyZAR=South African rand (R);currencyKRW=South Korean won (₩);currencyIDR=Indonesian rupiah (Rp);currencyPHP=Philippine peso (PHP);currencyVND=Vietnamese dong (đ);currencyTRY=Turkish lira (₺);currencyMYR=Malaysian ringgit (RM);currencyXPF=CFP franc (XPF);currencyCLP=Chilean peso (CLP$);currencyUYU=Uruguayan peso (UYU$);currencyILS=Israeli new shekel (₪);currencyPYG=Paraguayan guaraní (₲);currencyBTC=Bitcoin (₿);currencymBTC=Millibitcoin (m₿);currencyμBTC=Microbitcoin (μ₿)
Computation|flops=FLOPS;mflops=MFLOPS;gflops=GFLOPS;tflops=TFLOPS;pflops=PFLOPS;eflops=EFLOPS;zflops=ZFLOPS;yflops=YFLOPS;Hs=hashes/sec;KHs=kilohashes/sec;MHs=megahashes/sec;GHs=gigahashes/sec;THs=terahashes/sec;PHs=petahashes/sec;EHs=exahashes/sec
Length and area|lengthmm=Millimetre (mm);lengthm=Metre (m);lengthkm=Kilometre (km);lengthin=Inch (in);lengthft=Feet (ft);lengthmi=Mile (mi);areaM2=Square metres (m²);areaF2=Square feet (ft²);areaMI2=Square miles (mi²);acre=Acres (ac);hectare=Hectares (ha)
Mass|massmg=Milligram (mg);massg=Gram (g);masskg=Kilogram (kg);masst=Metric ton (t);masslb=Pound (lb)
Velocity and acceleration|velocityms=Metres/second (m/s);velocitykmh=Kilometres/hour (km/h);velocitymph=Miles/hour (mph);velocityknot=Knot (kn);accMS2=Metres/sec²;accFS2=Feet/sec²;accG=G unit (g);rotrpm=Revolutions per minute (rpm);rothz=Hertz, rotation (Hz);rotrads=Radians per second (rad/s);rotdegs=Degrees per second (°/s)
Volume and flow|mlitre=Millilitre (mL);litre=Litre (L);m3=Cubic metre;Nm3=Normal cubic metre;dm3=Cubic decimetre;gallons=Gallons;flowgpm=Gallons/min (gpm);flowcms=Cubic metres/sec (cms);flowcfs=Cubic feet/sec (cfs);flowcfm=Cubic feet/min (cfm);litreh=Litre/hour;flowlpm=Litre/min (L/min);flowmlpm=Millilitre/min (mL/min)
Pressure and force|pressurembar=Millibars;pressurebar=Bars;pressurekbar=Kilobars;pressurepa=Pascals;pressurehpa=Hectopascals;pressurekpa=Kilopascals;pressurehg=Inches of mercury;pressurepsi=PSI;pressuremmhg=Millimetres of mercury;forceNm=Newton-metres (Nm);forcekNm=Kilonewton-metres (kNm);forceN=Newtons (N);forcekN=Kilonewtons (kN)
Angle|degree=Degrees (°);radian=Radians;grad=Gradian;arcmin=Arc minutes;arcsec=Arc seconds
Concentration|ppm=parts-per-million (ppm);conppb=parts-per-billion (ppb);conngm3=nanogram per cubic metre (ng/m³);conngNm3=nanogram per normal cubic metre (ng/Nm³);conμgm3=microgram per cubic metre (μg/m³);conμgNm3=microgram per normal cubic metre (μg/Nm³);conmgm3=milligram per cubic metre (mg/m³);conmgNm3=milligram per normal cubic metre (mg/Nm³);congm3=gram per cubic metre (g/m³);congNm3=gram per normal cubic metre (g/Nm³);conmgdL=milligrams per decilitre (mg/dL);conmmolL=millimoles per litre (mmol/L)
Radiation|radbq=Becquerel (Bq);radci=Curie (Ci);radgy=Gray (Gy);radrad=rad;radsv=Sievert (Sv);radmsv=Millisievert (mSv);radusv=Microsievert (µSv);radrem=rem;radexpckg=Exposure (C/kg);radr=roentgen (R);radsvh=Sievert/hour (Sv/h);radmsvh=Millisievert/hour (mSv/h);radusvh=Microsievert/hour (µSv/h)
`;

function readLine(line: string): UnitCategory {
  const [name = '', list = ''] = line.split('|');
  const units = list.split(';').map((entry): UnitEntry => {
    const at = entry.indexOf('=');
    return { id: entry.slice(0, at), name: entry.slice(at + 1) };
  });
  return { name, units };
}

export const UNIT_CATEGORIES: readonly UnitCategory[] = LINES.trim().split('\n').map(readLine);

const NAMES = new Map(UNIT_CATEGORIES.flatMap(({ units }) => units.map(({ id, name }) => [id, name])));

/** What people call a unit; free text is its own name. */
export function unitName(id: string): string {
  return NAMES.get(id) ?? id;
}
