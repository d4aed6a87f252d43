//! A site of texts, served over a real connection.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use throughline::base::error::Error;
use throughline::base::fingerprint::key64;
use throughline::serve::{
    Fault, Noted, Notes, Options, Pages, Served, Server, Sheet, Styles, Told, content_type,
};
use tokio::sync::{oneshot, watch};

/// A site of texts. Versions are made from them.
pub struct Site {
    texts: Mutex<BTreeMap<String, String>>,
    told: Mutex<Told>,
    styles: Mutex<Styles>,
    tell: watch::Sender<u64>,
}

impl Site {
    pub fn new(texts: &[(&str, &str)]) -> Arc<Self> {
        let texts = texts.iter().map(|(url, text)| ((*url).into(), (*text).into())).collect();
        Arc::new(Self {
            texts: Mutex::new(texts),
            told: Mutex::default(),
            styles: Mutex::default(),
            tell: watch::channel(0).0,
        })
    }

    pub fn put(&self, url: &str, text: &str) {
        self.texts.lock().unwrap().insert(url.into(), text.into());
    }

    pub fn style(&self, print: u64) {
        let url = format!("assets/site.{print:010x}.css");
        let plain = "assets/site.css".to_owned();
        let sheets = vec![Sheet { url, plain, print: format!("{print:x}") }];
        *self.styles.lock().unwrap() = Styles { print, sheets };
    }

    pub fn tell(&self, told: Told) {
        *self.told.lock().unwrap() = told;
        self.wake();
    }

    pub fn wake(&self) {
        self.tell.send_modify(|times| *times += 1);
    }
}

impl Pages for Site {
    fn page(&self, url: &str) -> Option<Served> {
        assert_ne!(url, "bug.html", "this page is a bug");
        let texts = self.texts.lock().unwrap();
        let text = texts.get(url)?;
        Some(Served { bytes: text.clone().into(), content_type: content_type(url) })
    }

    fn not_found(&self) -> Served {
        let bytes = "<html><head></head><body>lost</body></html>".into();
        Served { bytes, content_type: content_type("404.html") }
    }

    fn version(&self, url: &str) -> u64 {
        self.texts.lock().unwrap().get(url).map_or(0, |text| key64(text.as_bytes()))
    }

    fn styles(&self) -> Styles {
        self.styles.lock().unwrap().clone()
    }

    fn told(&self, _url: &str) -> Told {
        self.told.lock().unwrap().clone()
    }

    fn changes(&self) -> watch::Receiver<u64> {
        self.tell.subscribe()
    }
}

pub fn found(what: &[&str]) -> Told {
    let noted = |what: &&str| Noted {
        level: "error",
        code: "wrong-type".into(),
        what: (*what).into(),
        help: String::new(),
        place: "a.md:1:1".into(),
    };
    let findings = what.iter().map(noted).collect();
    Told { notes: Notes { findings, ..Notes::default() }, ..Told::default() }
}

pub fn failed(what: &str) -> Told {
    let fault = Fault { place: "page.html:3:1".into(), what: what.into(), ..Fault::default() };
    Told { faults: vec![fault], ..Told::default() }
}

/// A preview that runs until it is dropped.
pub struct Running {
    pub address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), Error>>>,
}

impl Running {
    pub fn start(site: &Arc<Site>) -> Self {
        let server = Server::bind(&Options { port: 0, ..Options::default() }).unwrap();
        let address = server.address();
        let (stop, stopped) = oneshot::channel::<()>();
        let site = Arc::clone(site);
        let thread = std::thread::spawn(move || {
            server.run_until(site, async {
                let _ = stopped.await;
            })
        });
        Self { address, stop: Some(stop), thread: Some(thread) }
    }

    /// The head and the body of an answer.
    pub fn ask(&self, request: &str) -> (String, String) {
        let mut answer = String::new();
        self.send(request).read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }

    pub fn get(&self, path: &str) -> (String, String) {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        ))
    }

    pub fn status(&self, path: &str) -> u16 {
        status(&self.get(path).0)
    }

    pub fn send(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    /// A browser on this page, which it has in this version.
    pub fn browse(&self, url: &str, version: u64) -> Browser {
        let styles = 0;
        let path =
            format!("/__throughline/events?url={url}&version={version:016x}&styles={styles:016x}");
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        Browser { stream: self.send(&request), heard: String::new() }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.take().unwrap().send(()).unwrap();
        self.thread.take().unwrap().join().unwrap().unwrap();
    }
}

pub struct Browser {
    pub stream: TcpStream,
    heard: String,
}

impl Browser {
    /// Waits until this is heard, and forgets all up to it; gives what came before.
    pub fn hear(&mut self, expected: &str) -> String {
        let mut piece = [0; 4096];
        while !self.heard.contains(expected) {
            let n = self.stream.read(&mut piece).unwrap();
            assert_ne!(n, 0, "the stream ended after {}", self.heard);
            self.heard.push_str(std::str::from_utf8(&piece[..n]).unwrap());
        }
        let at = self.heard.find(expected).unwrap();
        let before = self.heard[..at].to_owned();
        self.heard.drain(..at + expected.len());
        before
    }
}

pub fn status(head: &str) -> u16 {
    head.split(' ').nth(1).unwrap().parse().unwrap()
}

pub fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}
