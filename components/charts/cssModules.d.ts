/// <reference types="next/types/global" />
// Declares *.module.css for a type check that runs before Next has written next-env.d.ts.
