//! Requests and answers. Every answer forbids foreign scripts, guessing of types, caching and use by other sites.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use tokio::sync::watch;

use crate::serve::address::{encode, normal, query};
use crate::serve::hosts::Hosts;
use crate::serve::{Pages, Served, live};

/// Everything that the preview itself needs is below this address.
pub(super) const OWN: &str = "__throughline/";

const HEADERS: [(HeaderName, &str); 7] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'self'"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    (header::REFERRER_POLICY, "no-referrer"),
    // The search index is a script, and a script of ours is not for a foreign page to run.
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// What answering needs.
struct Preview {
    pages: Arc<dyn Pages>,
    hosts: Hosts,
    ending: watch::Receiver<bool>,
}

/// All that a page asked for in one go gives.
struct Found {
    status: StatusCode,
    served: Served,
    version: u64,
    styles: u64,
}

pub(super) fn app(pages: Arc<dyn Pages>, hosts: Hosts, ending: watch::Receiver<bool>) -> Router {
    Router::new().fallback(answer).with_state(Arc::new(Preview { pages, hosts, ending }))
}

async fn answer(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    let (request, _) = request.into_parts();
    let mut response = route(preview, &request).await;
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn route(preview: Arc<Preview>, request: &Parts) -> Response {
    if !is_for_us(&preview, request) {
        return plain(StatusCode::FORBIDDEN, "this name is not served here\n");
    }
    if !matches!(request.method, Method::GET | Method::HEAD) {
        let mut response =
            plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered\n");
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    let Some(url) = normal(request.uri.path()) else {
        return plain(StatusCode::BAD_REQUEST, "this address leads nowhere\n");
    };
    match url.strip_prefix(OWN) {
        Some(own) => own_answer(&preview, own, &request.uri),
        None => page_answer(preview, url, &request.uri).await,
    }
}

/// HTTP/1.1 wants the name in a header; what stands in the address itself counts as well.
fn is_for_us(preview: &Preview, request: &Parts) -> bool {
    let header = request.headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let in_address = request.uri.authority().map(Authority::as_str);
    match (header, in_address) {
        (None, None) => false,
        (header, in_address) => {
            header.is_none_or(|host| preview.hosts.allow(host))
                && in_address.is_none_or(|host| preview.hosts.allow(host))
        }
    }
}

fn own_answer(preview: &Preview, own: &str, uri: &Uri) -> Response {
    let asset = |body: &'static str, content_type: &'static str| {
        ([(header::CONTENT_TYPE, content_type)], body).into_response()
    };
    match own {
        "live.js" => asset(live::SCRIPT, "text/javascript; charset=utf-8"),
        "live.css" => asset(live::STYLE, "text/css; charset=utf-8"),
        "events" => {
            let asked = uri.query().unwrap_or_default();
            let shown = live::Shown {
                url: query(asked, "url").and_then(|url| normal(&url)).unwrap_or_default(),
                version: query(asked, "version").unwrap_or_default(),
                styles: query(asked, "styles").unwrap_or_default(),
            };
            live::events(Arc::clone(&preview.pages), preview.ending.clone(), shown)
        }
        _ => plain(StatusCode::NOT_FOUND, "there is nothing here\n"),
    }
}

async fn page_answer(preview: Arc<Preview>, mut url: String, uri: &Uri) -> Response {
    if url.is_empty() || url.ends_with('/') {
        url.push_str("index.html");
    }
    // A page may take a while to make, which must not hold up the others.
    let asked = url.clone();
    let found = tokio::task::spawn_blocking(move || find(&*preview.pages, &asked)).await;
    match found {
        Ok(Ok(Found { status, served, version, styles })) => {
            let bytes = if served.content_type.starts_with("text/html") {
                let (version, styles) = (live::shown_as(version), live::shown_as(styles));
                let shown = live::Shown { url, version, styles };
                let mut bytes = live::inject(&served.bytes, &shown);
                if status == StatusCode::NOT_FOUND {
                    bytes = live::at_root(&bytes);
                }
                bytes
            } else {
                served.bytes
            };
            let headers = [(header::CONTENT_TYPE, served.content_type)];
            (status, headers, Body::from(bytes)).into_response()
        }
        Ok(Err(elsewhere)) => redirect(&elsewhere, uri),
        Err(_) => {
            let shown = live::Shown { url, ..live::Shown::default() };
            let page = live::inject(live::BUG.as_bytes(), &shown);
            let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
            (StatusCode::INTERNAL_SERVER_ERROR, headers, Body::from(page)).into_response()
        }
    }
}

/// The page; else, where a person left something out of the address, the address that is meant.
fn find(pages: &dyn Pages, url: &str) -> Result<Found, String> {
    // These first: if the page changes in between, it is loaded once more, and not once too seldom.
    let (version, styles) = (pages.version(url), pages.styles().print);
    if let Some(served) = pages.page(url) {
        return Ok(Found { status: StatusCode::OK, served, version, styles });
    }
    if pages.page(&format!("{url}/index.html")).is_some() {
        return Err(format!("{url}/"));
    }
    let page = format!("{url}.html");
    if pages.page(&page).is_some() {
        return Err(page);
    }
    Ok(Found { status: StatusCode::NOT_FOUND, served: pages.not_found(), version, styles })
}

fn redirect(url: &str, uri: &Uri) -> Response {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let location = format!("/{}{query}", encode(url));
    match HeaderValue::try_from(location) {
        Ok(location) => (StatusCode::FOUND, [(header::LOCATION, location)]).into_response(),
        Err(_) => plain(StatusCode::BAD_REQUEST, "this address leads nowhere\n"),
    }
}

fn plain(status: StatusCode, body: &'static str) -> Response {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], body).into_response()
}
