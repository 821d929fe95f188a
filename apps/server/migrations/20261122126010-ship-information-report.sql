-- The layout of the yearly report about Legea nr. 544/2001 (INF-15, INF-16), as read in a report of 2017: HG nr. 830/2022 may
-- have changed the annex, so an institution imports the one in force.
INSERT INTO information_report_layouts (from_year, layout, origin, imported_at) VALUES (2001, '{
 "title": "Raport de evaluare a implementării Legii nr. 544/2001",
 "act": "Normele metodologice aprobate prin H.G. nr. 123/2002, anexa; structura citită într-un raport din 2017, de verificat după H.G. nr. 830/2022",
 "sections": [
  {
   "code": "A",
   "title": "Informații comunicate din oficiu",
   "lines": [
    {
     "code": "A1",
     "label": "Lista informațiilor publicate din oficiu este afișată",
     "asks": "yes-no"
    },
    {
     "code": "A2_1",
     "label": "Afișare la sediul instituției",
     "asks": "yes-no"
    },
    {
     "code": "A2_2",
     "label": "Publicare în Monitorul Oficial",
     "asks": "yes-no"
    },
    {
     "code": "A2_3",
     "label": "Publicare în mass-media",
     "asks": "yes-no"
    },
    {
     "code": "A2_4",
     "label": "Publicare în publicații proprii",
     "asks": "yes-no"
    },
    {
     "code": "A2_5",
     "label": "Publicare pe pagina de internet proprie",
     "asks": "yes-no"
    },
    {
     "code": "A3",
     "label": "Există un punct de informare-documentare",
     "asks": "yes-no"
    },
    {
     "code": "A4",
     "label": "Vizitatori ai punctului de informare-documentare",
     "asks": "number"
    }
   ]
  },
  {
   "code": "B1",
   "title": "Solicitări înregistrate, pe domenii (fără cele redirecționate)",
   "lines": [
    {
     "code": "B1",
     "label": "Total solicitări",
     "counts": {
      "count": "requests",
      "resultNot": [
       "redirected"
      ]
     }
    },
    {
     "code": "B1_1",
     "label": "Utilizarea banilor publici",
     "counts": {
      "count": "requests",
      "domain": "public-money",
      "resultNot": [
       "redirected"
      ]
     }
    },
    {
     "code": "B1_2",
     "label": "Îndeplinirea atribuțiilor instituției",
     "counts": {
      "count": "requests",
      "domain": "duties",
      "resultNot": [
       "redirected"
      ]
     }
    },
    {
     "code": "B1_3",
     "label": "Acte normative, reglementări",
     "counts": {
      "count": "requests",
      "domain": "normative-acts",
      "resultNot": [
       "redirected"
      ]
     }
    },
    {
     "code": "B1_4",
     "label": "Activitatea liderilor instituției",
     "counts": {
      "count": "requests",
      "domain": "leaders",
      "resultNot": [
       "redirected"
      ]
     }
    },
    {
     "code": "B1_5",
     "label": "Aplicarea Legii nr. 544/2001",
     "counts": {
      "count": "requests",
      "domain": "law-544",
      "resultNot": [
       "redirected"
      ]
     }
    },
    {
     "code": "B1_6",
     "label": "Altele",
     "counts": {
      "count": "requests",
      "domain": "other",
      "resultNot": [
       "redirected"
      ]
     }
    },
    {
     "code": "B1_0",
     "label": "Fără domeniu completat",
     "counts": {
      "count": "requests",
      "domain": "none",
      "resultNot": [
       "redirected"
      ]
     }
    }
   ]
  },
  {
   "code": "B2",
   "title": "Modul de soluționare",
   "lines": [
    {
     "code": "B2_1",
     "label": "Soluționate favorabil",
     "counts": {
      "count": "requests",
      "result": [
       "favourable",
       "pointed",
       "on-the-spot"
      ]
     }
    },
    {
     "code": "B2_2",
     "label": "Redirecționate către alte instituții",
     "counts": {
      "count": "requests",
      "result": [
       "redirected"
      ]
     }
    },
    {
     "code": "B2_3",
     "label": "Respinse: informații exceptate",
     "counts": {
      "count": "requests",
      "result": [
       "refused"
      ],
      "ground": "excepted"
     }
    },
    {
     "code": "B2_4",
     "label": "Respinse: informații inexistente",
     "counts": {
      "count": "requests",
      "result": [
       "refused"
      ],
      "ground": "not-held"
     }
    },
    {
     "code": "B2_5",
     "label": "Respinse: alt motiv sau fără motiv",
     "counts": {
      "count": "requests",
      "result": [
       "refused"
      ],
      "ground": "other"
     }
    },
    {
     "code": "B2_6",
     "label": "Comunicate în parte",
     "counts": {
      "count": "requests",
      "result": [
       "partial"
      ]
     }
    }
   ]
  },
  {
   "code": "B3",
   "title": "Solicitanți",
   "lines": [
    {
     "code": "B3_1",
     "label": "Persoane fizice",
     "counts": {
      "count": "requests",
      "requester": "natural"
     }
    },
    {
     "code": "B3_2",
     "label": "Persoane juridice",
     "counts": {
      "count": "requests",
      "requester": "legal"
     }
    },
    {
     "code": "B3_3",
     "label": "Dintre care presa",
     "counts": {
      "count": "requests",
      "press": true
     }
    }
   ]
  },
  {
   "code": "B4",
   "title": "Forma solicitării",
   "lines": [
    {
     "code": "B4_1",
     "label": "Pe suport de hârtie",
     "counts": {
      "count": "requests",
      "form": "paper"
     }
    },
    {
     "code": "B4_2",
     "label": "Electronic",
     "counts": {
      "count": "requests",
      "form": "electronic"
     }
    },
    {
     "code": "B4_3",
     "label": "Verbal",
     "counts": {
      "count": "requests",
      "form": "verbal"
     }
    }
   ]
  },
  {
   "code": "B5",
   "title": "Termenul de răspuns",
   "lines": [
    {
     "code": "B5_1",
     "label": "În 24 de ore sau pe loc",
     "counts": {
      "count": "requests",
      "within": "24-hours"
     }
    },
    {
     "code": "B5_2",
     "label": "În 10 zile",
     "counts": {
      "count": "requests",
      "within": "10-days"
     }
    },
    {
     "code": "B5_3",
     "label": "În 30 de zile, cu înștiințare",
     "counts": {
      "count": "requests",
      "within": "30-days"
     }
    },
    {
     "code": "B5_4",
     "label": "Cu termenul depășit",
     "counts": {
      "count": "requests",
      "within": "late"
     }
    },
    {
     "code": "B5_5",
     "label": "În lucru, în termen",
     "counts": {
      "count": "requests",
      "within": "open"
     }
    }
   ]
  },
  {
   "code": "C",
   "title": "Reclamații administrative",
   "lines": [
    {
     "code": "C_1",
     "label": "Soluționate favorabil",
     "counts": {
      "count": "complaints",
      "verdict": "upheld"
     }
    },
    {
     "code": "C_2",
     "label": "Respinse",
     "counts": {
      "count": "complaints",
      "verdict": "rejected"
     }
    },
    {
     "code": "C_3",
     "label": "În curs",
     "counts": {
      "count": "complaints",
      "verdict": "pending"
     }
    }
   ]
  },
  {
   "code": "D",
   "title": "Plângeri în instanță",
   "lines": [
    {
     "code": "D_1",
     "label": "Soluționate favorabil reclamantului",
     "counts": {
      "count": "court-cases",
      "state": "favourable"
     }
    },
    {
     "code": "D_2",
     "label": "Respinse",
     "counts": {
      "count": "court-cases",
      "state": "rejected"
     }
    },
    {
     "code": "D_3",
     "label": "Pe rol",
     "counts": {
      "count": "court-cases",
      "state": "pending"
     }
    }
   ]
  },
  {
   "code": "E",
   "title": "Costuri",
   "lines": [
    {
     "code": "E_1",
     "label": "Costurile compartimentului de informații (lei)",
     "asks": "money"
    },
    {
     "code": "E_2",
     "label": "Solicitări cu copii plătite",
     "counts": {
      "count": "requests",
      "charged": true
     }
    },
    {
     "code": "E_3",
     "label": "Costul copiilor, stabilit (lei)",
     "sums": "charged"
    },
    {
     "code": "E_4",
     "label": "Costul copiilor, încasat (lei)",
     "sums": "paid"
    },
    {
     "code": "E_5",
     "label": "Contravaloarea stabilită pentru copii (lei pe pagină)",
     "asks": "text"
    }
   ]
  }
 ]
}', 'shipped', '2026-11-22');
